import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of this machine that nobody listens on: the preferred one or the next free one above; else, and by default, any. */
export async function freePort(preferred = somePort()): Promise<number> {
  for (let port = preferred; port < preferred + 20; port += 1) {
    if (given.has(port)) continue;
    given.add(port);
    if (await isPortFree(port)) return port;
  }
  return freePort();
}

const given = new Set<number>();

const BLOCK = 500;
const BLOCKS = 44;

// Nobody else may take it before a server listens on it: it lies below what systems give to outgoing connections, and in a block of
// this process alone, as far as blocks go.
const somePort = (): number => 10_000 + (process.pid % BLOCKS) * BLOCK + randomInt(BLOCK);

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
