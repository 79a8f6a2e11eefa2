import { readSettings, serve } from '@parley/consent-gateway';
import { freePort } from '../../scripts/support/free-port.ts';
import { keptLog, type TestGateway } from './test-gateway.ts';
import { startTurningProxy } from './turning-proxy.ts';

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
    logTo: keptLog(first.logLines),
  });
  const proxy = await startTurningProxy(proxyPort, [Number(first.environment['PARLEY_PORT']), port]);
  return {
    origin: `http://localhost:${proxyPort}`,
    direct: proxy.direct,
    async stop() {
      proxy.stop();
      await second.stop();
    },
  };
}
