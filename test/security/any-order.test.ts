// Two owners and three vendors, two gateway processes on one database: acts and reads in any order, also at the same time. What a
// vendor gets is what the model allows, never more; every answer is in the ledger, and the ledger has no disclosure without an answer.
import { receiptClaimsSchema } from '@parley/protocol';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { STAGE, setStage } from '../support/consent-stage.ts';
import type { ModelItem } from '../support/read-model.ts';
import { CUSTOMER_CARE, careRequest, DIRECT_MARKETING } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startSecondProcess, type TestProcesses } from '../support/test-processes.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';
import type { WireAnswer } from '../support/wire-vendor.ts';
import { actInWorld } from '../support/world-acts.ts';
import {
  afterAct,
  expectedRead,
  newConsent,
  type WorldAct,
  type WorldConsent,
} from '../support/world-model.ts';
import { TERMS } from '../tables/consent-rows.ts';

/** A few of the stage, so that a pod is soon set; each owner's has its own words. */
const OF_EACH = ['drops', 'invoice', 'fridge', 'noted', 'write', 'neighbour', 'office', 'mail'];
const stageOf = (owner: string): readonly ModelItem[] =>
  STAGE.filter(({ name }) => OF_EACH.includes(name)).map((item) => {
    const text = ['title', 'statement', 'email'].find((name) => name in item.fields) ?? '';
    return { ...item, fields: { ...item.fields, [text]: `${item.fields[text]} of ${owner}` } };
  });

let gateway: TestGateway;
let both: TestProcesses;
const vendors = new Map<string, TestVendor>();
const owners = new Map<string, TestOwner>();
const disclosedTo = new Set<string>();

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  const proxyPort = await freePort();
  for (const name of ['acme', 'globex', 'initech']) vendors.set(name, await startTestVendor({ name }));
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, ...[...vendors.values()].map(({ origin }) => origin)],
    proxyPort,
  });
  both = await startSecondProcess(gateway, proxyPort);
  const clients = {
    acme: vendors.get('acme')?.clientId ?? '',
    globex: vendors.get('globex')?.clientId ?? '',
  };
  for (const name of ['ann', 'bob']) {
    const owner = await createTestOwner({ cssUrl, gateway: gateway.origin });
    await setStage(owner.pod, clients, stageOf(name));
    owners.set(name, owner);
  }
});

afterAll(async () => {
  for (const owner of owners.values()) await owner.close();
  for (const vendor of vendors.values()) vendor.stop();
  await both?.stop();
  await gateway?.stop();
});

interface Held {
  readonly model: { now: WorldConsent };
  readonly wire: WireConsent;
  /** The newest token, and which version it is of. */
  token: { text: string; version: number };
}

async function give(owner: string, vendor: string, terms: string): Promise<Held> {
  const details = (TERMS[terms] ?? []).map((parts) => careRequest(parts));
  const wire = await obtainOnTheWire({
    gateway,
    vendor: vendors.get(vendor) as TestVendor,
    owner: owners.get(owner) as TestOwner,
    details,
  });
  const model = { now: newConsent(owner, vendor, details) };
  return { model, wire, token: { text: wire.accessToken, version: 1 } };
}

const world = (held: Held) => ({ gateway, owner: owners.get(held.model.now.owner) as TestOwner });

interface Look {
  readonly purpose: string;
  readonly category: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
}

async function look({ wire, token }: Held, { purpose, category, query }: Look): Promise<WireAnswer> {
  const search = new URLSearchParams(Object.entries(query).map(([name, values]) => [name, values.join(',')]));
  const answer = await wire.wire.read(`/v1/${category}?${search}`, { accessToken: token.text, purpose });
  if (answer.status === 200) disclosedTo.add(answer.headers.get('parley-request-id') ?? 'no id');
  return answer;
}

/** Whether an answer is what the model says of one of these states of the consent: a race has two. */
function isOneOf(
  answer: WireAnswer,
  states: readonly WorldConsent[],
  read: Look & { tokenVersion: number },
): boolean {
  return states.some((state) => {
    const items = stageOf(state.owner);
    const expected = expectedRead(state, read, items);
    if ('refused' in expected) return expected.refused.includes(`${answer.status} ${answer.body['code']}`);
    if (answer.status !== 200) return false;
    const sort = (list: readonly object[]) =>
      list.map((each) => JSON.stringify(Object.entries(each).sort())).sort();
    const got = (answer.body['items'] as { id: string }[]).map(({ id: _, ...fields }) => fields);
    return JSON.stringify(sort(got)) === JSON.stringify(sort(Object.values(expected.items)));
  });
}

const aLook = fc.record({
  purpose: fc.constantFrom(CUSTOMER_CARE, CUSTOMER_CARE, DIRECT_MARKETING),
  category: fc.constantFrom('issues', 'issues', 'preferences', 'contact'),
  query: fc.constantFrom<Look['query'][]>(
    {},
    {},
    { fields: ['title', 'topic'] },
    { states: ['open'] },
    { addressee: ['anyone'] },
  ),
});
const anAct = fc.constantFrom<WorldAct[]>(
  ...(['narrow', 'extend', 'pause', 'pause for a day', 'resume', 'let a day pass'] as const),
  ...(['narrow', 'pause', 'resume', 'withdraw', 'relinquish', 'revoke', 'let it end'] as const),
);
const which = fc.nat({ max: 100 });
const by = fc.constantFrom<(0 | 1)[]>(0, 1);
const aStep = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('act' as const), which, by, act: anAct }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('read' as const), which, by, look: aLook }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('renew' as const), which, by }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('steal' as const), which, by, look: aLook }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('race' as const), which, by, act: anAct, look: aLook }),
  },
);
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never;
const aGiving = fc.record({
  owner: fc.constantFrom('ann', 'bob'),
  vendor: fc.constantFrom('acme', 'globex', 'initech'),
  terms: fc.constantFrom('all', 'titles', 'anyones', 'open', 'two', 'delivery', 'words'),
});

async function take(step: Step, held: readonly Held[]): Promise<void> {
  const mine = held[step.which % held.length] as Held;
  const other = held[(step.which + 1) % held.length] as Held;
  both.direct(step.by);
  switch (step.kind) {
    case 'act': {
      const before = mine.model.now;
      const next = afterAct(before, step.act);
      const isTaken = await actInWorld(mine.wire, { ...world(mine), act: step.act, before });
      if (next !== undefined || !before.byClock)
        expect(isTaken, `${step.act} of a consent that is ${before.status}`).toBe(next !== undefined);
      mine.model.now = next ?? before;
      return;
    }
    case 'renew': {
      const { status, body } = await renew(mine.wire.wire, { refreshToken: mine.wire.refreshToken });
      const isLive = mine.model.now.status === 'given';
      expect(status).toBe(isLive ? 200 : 400);
      if (isLive)
        mine.token = { text: String(body['access_token']), version: Number(body['consent_version']) };
      if (isLive) expect(mine.token.version).toBe(mine.model.now.version);
      return;
    }
    case 'steal': {
      if (other.wire.wire === mine.wire.wire) return;
      const options = { accessToken: other.token.text, purpose: step.look.purpose };
      const answer = await mine.wire.wire.read(`/v1/${step.look.category}`, options);
      expect(answer).toMatchObject({ status: 401, body: { code: 'invalid_dpop_proof' } });
      return;
    }
    case 'read': {
      const answer = await look(mine, step.look);
      const read = { ...step.look, tokenVersion: mine.token.version };
      expect(
        isOneOf(answer, [mine.model.now], read),
        `${answer.status} ${answer.text} for ${JSON.stringify([mine.model.now, read])}`,
      ).toBe(true);
      return;
    }
    case 'race': {
      const before = mine.model.now;
      const next = afterAct(before, step.act) ?? before;
      both.direct(undefined);
      const reads = [0, 1, 2].map(() => look(mine, step.look));
      const [, ...answers] = await Promise.all([
        actInWorld(mine.wire, { ...world(mine), act: step.act, before }),
        ...reads,
      ]);
      mine.model.now = next;
      const read = { ...step.look, tokenVersion: mine.token.version };
      for (const answer of answers)
        expect(
          isOneOf(answer, [before, next], read),
          `${answer.status} ${answer.text} beside ${step.act}`,
        ).toBe(true);
      // Once it is acknowledged there is one truth, on both.
      for (const at of [0, 1] as const) {
        both.direct(at);
        expect(isOneOf(await look(mine, step.look), [next], read), `after ${step.act} on process ${at}`).toBe(
          true,
        );
      }
    }
  }
}

const ids = (receipt: string) => receiptClaimsSchema.parse(decodeJwt(receipt)).consent_id;

/** A long run by hand. Unset: what fits into some seconds; each run of the tests takes other ones. */
const RUNS = process.env['PARLEY_RUNS'];

it('A58a, A58b, A58c, A58d gives a vendor what the model allows, in whatever order acts and reads come, and writes down exactly that', {
  timeout: RUNS === undefined ? 240_000 : 24 * 3_600_000,
}, async () => {
  const end = Date.now() + (RUNS === undefined ? 10_000 : Number.POSITIVE_INFINITY);
  await fc.assert(
    fc.asyncProperty(
      fc.array(aGiving, { minLength: 2, maxLength: 4 }),
      fc.array(aStep, { minLength: 6, maxLength: 18 }),
      async (givings, steps) => {
        if (Date.now() > end) return;
        both.direct(undefined);
        const held: Held[] = [];
        for (const { owner, vendor, terms } of givings) held.push(await give(owner, vendor, terms));
        expect(new Set(held.map(({ wire }) => ids(wire.receipt))).size).toBe(held.length);
        for (const step of steps) await take(step, held);
      },
    ),
    RUNS === undefined ? { numRuns: 6, endOnFailure: true } : { numRuns: Number(RUNS), endOnFailure: true },
  );
  const rows = await gateway.query<{ id: string }>(
    "SELECT body::jsonb ->> 'requestId' AS id FROM journal WHERE body::jsonb ->> 'outcome' = 'disclosed'",
  );
  expect(rows.map(({ id }) => id).sort()).toEqual([...disclosedTo].sort());
});
