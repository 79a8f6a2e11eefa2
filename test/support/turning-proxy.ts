import { createServer, request } from 'node:http';

export interface TurningProxy {
  /** Which one gets the next requests, by its place in the list of ports; `undefined`: in turn. */
  direct(to: number | undefined): void;
  stop(): void;
}

/** One address before several processes. The port it listens on is `port`. */
export async function startTurningProxy(port: number, ports: readonly number[]): Promise<TurningProxy> {
  let turn = 0;
  let directed: number | undefined;
  const proxy = createServer((incoming, outgoing) => {
    turn += 1;
    const { method, url: path, rawHeaders: headers } = incoming;
    const onward = request({
      port: ports[directed ?? turn % ports.length],
      host: 'localhost',
      method,
      path,
      headers,
      agent: false,
    });
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
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
