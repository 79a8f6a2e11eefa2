// How long starts take: the gateway with its own database on a folder that is there, and the whole demo.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endWithParent } from '../../scripts/support/end-with-parent.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { middleOf } from '../figure.ts';
import type { Bench, MeasuredFigure, Row } from '../row.ts';
import { targets } from '../targets.ts';
import { startGateway } from '../world/start-gateway.ts';

export const starts: Row = {
  name: 'starts',
  title: 'the start of the gateway on an existing data folder, and of the whole demo',
  async measure(bench) {
    const target = targets.gatewayStartSeconds;
    const seconds = await gatewayStarts(bench);
    return [
      { what: 'gateway ready, existing data folder', unit: 's', ...middleOf(seconds), target },
      ...(bench.sizes.hasDemo ? [await demoStart(bench)] : []),
    ];
  },
};

async function gatewayStarts({ sizes, folder, say, signal }: Bench): Promise<number[]> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const options = { origin, port, dataDir: join(folder, 'gateway'), localOrigins: [], signal };
  await (await startGateway(options)).stop();
  const seconds: number[] = [];
  for (let start = 1; start <= sizes.gatewayStarts; start += 1) {
    const gateway = await startGateway(options);
    await gateway.stop();
    seconds.push(gateway.startMs / 1000);
    say(`gateway, start ${start} of ${sizes.gatewayStarts}: ${(gateway.startMs / 1000).toFixed(2)} s`);
  }
  return seconds;
}

const DEMO = 'scripts/start-demo.ts';
const DEMO_MS = 300_000;

/** Until it says that everything is up, accounts and pods included. */
async function demoStart({ folder, say, signal }: Bench): Promise<MeasuredFigure> {
  say('starting the whole demo on an empty folder');
  const startedAt = performance.now();
  const words = ['--json', '--data', join(folder, 'demo'), '--port', String(await freePort())];
  const demo = spawn(
    process.execPath,
    ['--conditions=@parley/source', ...endWithParent.nodeArguments, DEMO, ...words],
    {
      env: { ...process.env, ...endWithParent.environment },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    },
  );
  const ended = once(demo, 'close');
  const limit = AbortSignal.any([signal, AbortSignal.timeout(DEMO_MS)]);
  const stop = (): void => void demo.kill('SIGTERM');
  limit.addEventListener('abort', stop, { once: true });
  const isReady = await Promise.race([
    once(createInterface({ input: demo.stdout }), 'line').then(() => true),
    ended.then(() => false),
  ]);
  const seconds = (performance.now() - startedAt) / 1000;
  stop();
  await ended;
  limit.removeEventListener('abort', stop);
  if (!isReady) throw new Error('The demo ended instead of getting ready. npm start says why.');
  return {
    what: 'whole demo ready, empty folder',
    unit: 's',
    value: seconds,
    target: targets.demoStartSeconds,
  };
}
