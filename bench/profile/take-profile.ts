import type { Profiler } from 'node:inspector';

const SAMPLE_MICROSECONDS = 500;

/** A CPU profile of another process of this machine, from before to after a piece of work, by its inspector. */
export async function takeProfile(
  inspector: string,
  work: () => Promise<unknown>,
): Promise<Profiler.Profile> {
  const session = await connect(inspector);
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
    await session.post('Profiler.start');
    await work();
    const { profile } = (await session.post('Profiler.stop')) as Profiler.StopReturnType;
    return profile;
  } finally {
    session.close();
  }
}

interface Session {
  post(method: string, params?: object): Promise<unknown>;
  close(): void;
}

interface Asked {
  resolve(result: unknown): void;
  reject(reason: Error): void;
}

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** @see https://chromedevtools.github.io/devtools-protocol/v8/Profiler/ */
async function connect(address: string): Promise<Session> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, Asked>();
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, result, error } = JSON.parse(String(data)) as Reply;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(error.message));
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The gateway has closed its inspector.'));
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('The inspector does not answer.')), {
      once: true,
    });
  });
  let last = 0;
  return {
    post: (method, params = {}) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    close: () => socket.close(),
  };
}
