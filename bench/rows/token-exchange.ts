// A new access token, from the gateway and from plain oidc-provider with its in-memory adapter, in turn.

import { middleOf } from '../figure.ts';
import { type LoadRun, runLoad } from '../load/run-load.ts';
import { jobOf, requestsForRun } from '../load/sized-job.ts';
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
  async measure({ sizes, say, world }) {
    const { site, vendor } = await world();
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
      const parts = [
        { name: 'gateway, refresh token', request: () => vendor.tokenRequest(site, refresh) },
        {
          name: 'gateway, receipt',
          request: () => vendor.tokenRequest(site, { grant_type: RECEIPT_GRANT, assertion: receipt }),
        },
        { name: 'plain oidc-provider, refresh token', request: toPlain },
      ].map((part) => ({ ...part, each: 0, runs: [] as LoadRun[] }));
      for (const part of parts) part.each = await requestsForRun(await part.request(), sizes);
      for (let round = 1; round <= sizes.rounds; round += 1) {
        for (const { name, request, each, runs } of parts) {
          const run = await runLoad(jobOf(await request(), each, sizes));
          runs.push(run);
          say(`round ${round} of ${sizes.rounds}, ${name}: ${run.perSecond.toFixed(0)} tokens/s`);
        }
      }
      return figuresOf(parts);
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
