import { createServer, request } from 'node:http';
import { readSettings, serve } from '@parley/consent-gateway';
import { freePort } from '../../scripts/support/free-port.ts';
import type { TestGateway } from './test-gateway.ts';

export interface TestProcesses {
  readonly origin: string;
  /** Which of the two gets the next requests; `undefined`: in turn. */
  direct(to: 0 | 1 | undefined): void;
  stop(): Promise<void>;
}

/**
 * A second gateway on the database and the data folder of a first one, both behind one proxy at one origin. They share nothing in
 * memory: each has its own caches, pools and jobs, as two processes have.
 */
export async function startSecondProcess(first: TestGateway, proxyPort: number): Promise<TestProcesses> {
  const port = await freePort();
  const second = await serve({
    settings: readSettings({ ...first.environment, PARLEY_PORT: String(port) }),
    progress: () => undefined,
    signal: AbortSignal.timeout(60_000),
    logTo: { write: (line) => void first.logLines.push(line) },
  });
  const ports = [Number(first.environment['PARLEY_PORT']), port];
  let turn = 0;
  let directed: 0 | 1 | undefined;
  const proxy = createServer((incoming, outgoing) => {
    turn += 1;
    const { method, url: path, rawHeaders: headers } = incoming;
    const onward = request({
      port: ports[directed ?? turn % 2],
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
  await new Promise<void>((resolve) => proxy.listen(proxyPort, 'localhost', resolve));
  return {
    origin: `http://localhost:${proxyPort}`,
    direct: (to) => {
      directed = to;
    },
    async stop() {
      proxy.closeAllConnections();
      proxy.close();
      await second.stop();
    },
  };
}
