import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of this machine that nobody listens on: the preferred one or the next free one above; else, and by default, any. */
export async function freePort(preferred = somePort()): Promise<number> {
  for (let port = preferred; port < preferred + 20; port += 1) {
    if (await isPortFree(port)) return port;
  }
  return freePort();
}

// Below what systems give to outgoing connections, where a port that is free now would be taken before a server listens on it.
const somePort = (): number => randomInt(10_000, 32_000);

/** Whether nobody on this machine listens on a port, on whatever address. */
export async function isPortFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port);
    await once(probe, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}
