import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMetrics } from '../http/metrics.ts';

/** What Prometheus gets from a gateway that has done nothing yet: the text of `/metrics`. */
export async function servedMetrics(): Promise<string> {
  const metrics = createMetrics();
  metrics.showLimits(() => ({ calls: 0 }));
  metrics.showDatabase({
    waiting: async () => ({ entries: 0, blocks: 0, statements: 0 }),
    connections: () => ({ idle: 0, 'at work': 0, wanted: 0 }),
  });
  const server = createServer(metrics.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  } finally {
    server.close();
  }
}
