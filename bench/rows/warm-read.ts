// The vendor's warm read, the same document from the pod server, and a bare server: in turn, so that noise hits all.

import { middleOf } from '../figure.ts';
import { callWithProof } from '../load/call.ts';
import { runInTurn } from '../load/run-in-turn.ts';
import type { LoadRun } from '../load/run-load.ts';
import { startProgram } from '../load/start-program.ts';
import type { Bench, MeasuredFigure, Row } from '../row.ts';
import { targets } from '../targets.ts';
import { fetchPodToken } from '../world/pod-token.ts';
import type { Site } from '../world/site.ts';
import type { Repeated } from '../world/vendor.ts';

export const warmRead: Row = {
  name: 'warm-read',
  title: 'a warm read: through the gateway, straight from the pod server, from a bare server',
  async measure(bench) {
    const { site } = await bench.world();
    const bare = await startBareServer(site);
    try {
      const [gateway = [], pod = [], floor = []] = await runInTurn(
        [
          { name: 'gateway', requests: async () => [await approvedRead(site)] },
          { name: 'pod server', requests: async () => [await podRead(site)] },
          { name: 'bare server', requests: async () => [await bareRead(site, bare.port)] },
        ],
        bench,
      );
      await profile(bench, site);
      return figuresOf(gateway, pod, floor);
    } finally {
      await bare.stop();
    }
  },
};

/** By a turn of its own, so that the profiler costs no figure anything. */
function profile(bench: Bench, site: Site): Promise<void> {
  const part = { name: 'gateway, profiled', requests: async () => [await approvedRead(site)] };
  return bench.profiled(() => runInTurn([part], bench));
}

async function approvedRead(site: Site): Promise<Repeated> {
  return site.vendor.readRequest(site, await site.approved());
}

async function podRead({ owner }: Site): Promise<Repeated> {
  const url = new URL(`${owner.container}preferences.ttl`);
  return {
    ...{ port: Number(url.port), origin: url.origin, method: 'GET', path: url.pathname },
    headers: { accept: 'text/turtle' },
    proof: await fetchPodToken(owner),
  };
}

/** The same request as the gateway gets. */
async function bareRead(site: Site, port: number): Promise<Repeated> {
  return { ...(await approvedRead(site)), port };
}

interface Ready {
  readonly port: number;
}

/** Answers what the gateway answers. */
async function startBareServer(site: Site): Promise<{ port: number; stop(): Promise<void> }> {
  const answer = await callWithProof(await approvedRead(site));
  if (answer.status !== 200) throw new Error(`The gateway answered ${answer.status}.`);
  const program = startProgram<object, Ready>(new URL('../world/programs/bare-server.ts', import.meta.url));
  program.send({ body: answer.text, type: 'application/json; charset=utf-8' });
  const { port } = await program.next();
  return { port, stop: program.stop };
}

function figuresOf(
  gateway: readonly LoadRun[],
  pod: readonly LoadRun[],
  bare: readonly LoadRun[],
): MeasuredFigure[] {
  const of = (runs: readonly LoadRun[], key: 'perSecond' | 'p50' | 'p99') => runs.map((run) => run[key]);
  /** Of runs that came one after the other. */
  const ratios = (by: readonly LoadRun[], key: 'perSecond' | 'p99') =>
    gateway.map((run, round) => run[key] / (by[round]?.[key] ?? Number.NaN));
  const parts = [
    ['approved read', gateway],
    ['straight from the pod server', pod],
    ['bare server', bare],
  ] as const;
  return [
    ...parts.flatMap(([name, runs]): MeasuredFigure[] => [
      { what: `${name}: throughput`, unit: '/s', ...middleOf(of(runs, 'perSecond')) },
      { what: `${name}: p50`, unit: 'ms', ...middleOf(of(runs, 'p50')) },
      { what: `${name}: p99`, unit: 'ms', ...middleOf(of(runs, 'p99')) },
    ]),
    {
      what: 'throughput, approved read / pod server',
      unit: 'x',
      ...middleOf(ratios(pod, 'perSecond')),
      target: targets.readVersusPod,
    },
    {
      what: 'throughput, approved read / bare server',
      unit: 'x',
      ...middleOf(ratios(bare, 'perSecond')),
      target: targets.readVersusBare,
    },
    {
      what: 'p99, approved read / bare server',
      unit: 'x',
      ...middleOf(ratios(bare, 'p99')),
      target: targets.readP99VersusBare,
    },
  ];
}
