import type { ConsentView } from '@parley/protocol';
import { expect, it } from 'vitest';
import type { GatewayClient } from '../../../gateway/gateway-client.ts';
import { GatewayProblem } from '../../../gateway/problem.ts';
import { companiesOf } from '../company.ts';
import { actOnAll, whoCan } from './act-on.ts';

const consent = (consentId: string, status: ConsentView['status'] = 'given'): ConsentView => ({
  consentId,
  version: 1,
  status,
  vendor: { vendorId: `https://${consentId}.example/c`, name: consentId, knownBy: 'document', held: false },
  details: [],
  givenAt: '2027-01-01T00:00:00Z',
  until: '2027-06-01T00:00:00Z',
  firstReadAt: null,
  lastReadAt: null,
  readsThisMonth: 0,
});

const companies = (...consents: ConsentView[]) => companiesOf({ consents, entries: [] });

/** Answers as told, by consent. */
function gatewayThat(
  answers: Record<string, 'done' | 'pending' | Error>,
  after: ConsentView['status'] = 'given',
) {
  const asked: string[] = [];
  const act = async (consentId: string) => {
    asked.push(consentId);
    const answer = answers[consentId] ?? 'done';
    if (answer instanceof Error) throw answer;
    return { stopped: true, pod: answer };
  };
  const parts = { withdraw: act, pause: act, resume: act, consent: async (id: string) => consent(id, after) };
  return { asked, gateway: parts as unknown as GatewayClient };
}

const way = (gateway: GatewayClient, signal = new AbortController().signal) => ({
  act: 'withdraw' as const,
  gateway,
  signal,
  onProgress: () => undefined,
});

it('tells for each what came of it, and one fault keeps it from no other', async () => {
  const fault = new GatewayProblem('temporarily_unavailable');
  const { gateway, asked } = gatewayThat({ b: fault, c: 'pending' });
  const all = companies(
    consent('a'),
    consent('b'),
    consent('c'),
    consent('d', 'expired'),
    consent('e', 'paused'),
  );
  const can = whoCan(all, 'withdraw');
  const seen: number[] = [];
  const outcomes = await actOnAll(can, { ...way(gateway), onProgress: (done) => seen.push(done) });
  expect(outcomes.map((outcome) => [outcome.company.name, outcome.result])).toEqual([
    ['a', 'done'],
    ['b', 'failed'],
    ['c', 'pending'],
    ['e', 'done'],
  ]);
  expect(outcomes[1]).toMatchObject({ fault });
  expect(asked).not.toContain('d');
  expect(seen).toEqual([1, 2, 3, 4]);
  expect(whoCan(all, 'pause').map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(whoCan(all, 'resume').map(({ name }) => name)).toEqual(['e']);
});

it('counts what has ended meanwhile as stopped, and nothing that goes on', async () => {
  const all = companies(consent('a'));
  const ended = gatewayThat({ a: new GatewayProblem('conflict') }, 'relinquished').gateway;
  expect(await actOnAll(all, way(ended))).toMatchObject([{ result: 'done' }]);
  const living = gatewayThat({ a: new GatewayProblem('conflict') }).gateway;
  expect(await actOnAll(all, way(living))).toMatchObject([{ result: 'failed' }]);
});

it('leaves the rest as it is where one says so, and ends with the sign-in', async () => {
  const all = companies(...Array.from({ length: 9 }, (_, at) => consent(`c${at}`)));
  const stopped = gatewayThat({});
  expect(
    (await actOnAll(all, way(stopped.gateway, AbortSignal.abort()))).map(({ result }) => result),
  ).toEqual(all.map(() => 'skipped'));
  expect(stopped.asked).toEqual([]);
  const over = gatewayThat({ c1: new GatewayProblem('invalid_token') }).gateway;
  await expect(actOnAll(all, way(over))).rejects.toMatchObject({ code: 'invalid_token' });
});
