import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A port of this machine that nobody listens on: the preferred one, else the next free one above, else any. */
export async function freePort(preferred = 0): Promise<number> {
  for (let port = preferred; port < preferred + 20; port += 1) {
    const found = await tryPort(port);
    if (found !== undefined) return found;
  }
  return freePort();
}

/** Whether nobody on this machine listens on a port, on whatever address. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== undefined;
}

async function tryPort(port: number): Promise<number | undefined> {
  const probe = createServer();
  try {
    probe.listen(port);
    await once(probe, 'listening');
    return (probe.address() as AddressInfo).port;
  } catch {
    return undefined;
  } finally {
    probe.close();
  }
}
