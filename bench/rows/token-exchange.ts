// A new access token, from the gateway and from plain oidc-provider with its in-memory adapter, in turn.

import { middleOf } from '../figure.ts';
import { runInTurn } from '../load/run-in-turn.ts';
import type { LoadRun } from '../load/run-load.ts';
import { startProgram } from '../load/start-program.ts';
import type { MeasuredFigure, Row } from '../row.ts';
import { targets } from '../targets.ts';
import type { PlainProviderReady, PlainProviderSettings } from '../world/programs/plain-provider.ts';
import type { Repeated } from '../world/vendor.ts';

const RECEIPT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const PROGRAM = new URL('../world/programs/plain-provider.ts', import.meta.url);

export const tokenExchange: Row = {
  name: 'token-exchange',
  title: 'a new token, by refresh token and by receipt, against plain oidc-provider in memory',
  async measure(bench) {
    const { site, vendor } = await bench.world();
    const { refreshToken, receipt } = await site.approved();
    const refresh = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const plain = startProgram<PlainProviderSettings, PlainProviderReady>(PROGRAM);
    try {
      plain.send({ clientId: vendor.clientId, publicJwk: vendor.publicJwk });
      const { port, refreshToken: plainToken } = await plain.next();
      // It was not told of nonces, and takes none.
      const toPlain = async (): Promise<Repeated> => {
        const request = await vendor.tokenRequest(site, { ...refresh, refresh_token: plainToken });
        return { ...request, port, origin: `http://localhost:${port}`, proof: { key: request.proof.key } };
      };
      const byReceipt = { grant_type: RECEIPT_GRANT, assertion: receipt };
      const parts = [
        {
          name: 'gateway, refresh token',
          requests: async () => [await vendor.tokenRequest(site, refresh)],
        },
        { name: 'gateway, receipt', requests: async () => [await vendor.tokenRequest(site, byReceipt)] },
        { name: 'plain oidc-provider, refresh token', requests: async () => [await toPlain()] },
      ];
      const runs = await runInTurn(parts, bench);
      // By a turn of its own, so that the profiler costs no figure anything.
      await bench.profiled(() => runInTurn(parts.slice(0, 1), bench));
      return figuresOf(parts.map(({ name }, at) => ({ name, runs: runs[at] ?? [] })));
    } finally {
      await plain.stop();
    }
  },
};

function figuresOf(parts: readonly { name: string; runs: readonly LoadRun[] }[]): MeasuredFigure[] {
  const [byRefresh, byReceipt, plain] = parts.map(({ runs }) => runs.map((run) => run.perSecond));
  const ratio = (runs: readonly number[] = []): Pick<MeasuredFigure, 'value' | 'spread'> =>
    middleOf(runs.map((perSecond, round) => perSecond / (plain?.[round] ?? Number.NaN)));
  const target = targets.exchangeVersusPlain;
  return [
    ...parts.flatMap(({ name, runs }): MeasuredFigure[] => [
      { what: `${name}: throughput`, unit: '/s', ...middleOf(runs.map((run) => run.perSecond)) },
      { what: `${name}: p50`, unit: 'ms', ...middleOf(runs.map((run) => run.p50)) },
    ]),
    { what: 'throughput by refresh token / plain oidc-provider', unit: 'x', ...ratio(byRefresh), target },
    { what: 'throughput by receipt / plain oidc-provider', unit: 'x', ...ratio(byReceipt), target },
  ];
}
