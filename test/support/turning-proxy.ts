import { createServer, type IncomingMessage } from 'node:http';
import { passOn } from './pass-on.ts';

export interface TurningProxy {
  /** Which one gets the requests that name none, by its place in the list of ports; `undefined`: in turn. */
  direct(to: number | undefined): void;
  stop(): void;
}

/** The header by which a request names its process, whatever the others do. */
export const PROCESS_HEADER = 'test-process';

/** One address before several processes. The port it listens on is `port`; `overhear` sees each request. */
export async function startTurningProxy(
  port: number,
  ports: readonly number[],
  overhear: (incoming: IncomingMessage) => void = () => undefined,
): Promise<TurningProxy> {
  let turn = 0;
  let directed: number | undefined;
  const proxy = createServer((incoming, outgoing) => {
    overhear(incoming);
    const named = incoming.headers[PROCESS_HEADER];
    if (named === undefined) turn += 1;
    passOn(incoming, outgoing, ports[Number(named ?? directed ?? turn % ports.length)]);
  });
  await new Promise<void>((resolve) => proxy.listen(port, 'localhost', resolve));
  return {
    direct: (to) => {
      directed = to;
    },
    stop() {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
