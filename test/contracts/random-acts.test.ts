// Random acts on one consent, by two gateway processes, against a small model of what a consent may become.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createLedgerStore,
  createTestActs,
  createTestDatabase,
  type Database,
  type Ledger,
  type TestActs,
  type TestDatabase,
  type TestPod,
} from '@parley/consent-gateway/testing';
import { type AuthorizationDetails, newId, sha256, statusAfter } from '@parley/protocol';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import {
  type ConsentModel,
  expectedAnswer,
  LATER,
  type ModelledAct,
  newModel,
  nextNarrower,
} from '../support/consent-model.ts';

const pod: TestPod = { isDown: false, files: new Map() };
let folder: string;
let testDatabase: TestDatabase;
let databases: [Database, Database];
let processes: [TestActs, TestActs];
let ledgers: [Ledger, Ledger];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-acts-'));
  testDatabase = await createTestDatabase({ serverUrl: inject('postgresUrl') });
  databases = [await testDatabase.open(), await testDatabase.open()];
  const [first, second] = databases;
  processes = [
    await createTestActs({ database: first, dataDir: folder, pod }),
    await createTestActs({ database: second, dataDir: folder, pod }),
  ];
  ledgers = [createLedgerStore(first), createLedgerStore(second)];
});
afterAll(async () => {
  await testDatabase?.drop();
  await rm(folder, { recursive: true, force: true });
});

type Consent = Awaited<ReturnType<TestActs['give']>>;
async function carryOut(
  by: TestActs,
  act: ModelledAct,
  consent: Consent,
  details: AuthorizationDetails,
): Promise<string> {
  const nothingLess = details;
  const acts: Record<ModelledAct, () => Promise<unknown>> = {
    pause: () => by.pause(consent),
    resume: () => by.resume(consent),
    narrow: () => by.narrow(consent, nextNarrower(details) ?? nothingLess),
    extend: () => by.extend(consent, LATER),
    withdraw: () => by.end(consent, 'withdraw'),
    relinquish: () => by.end(consent, 'relinquish'),
    revoke: () => by.end(consent, 'revoke'),
  };
  return acts[act]().then(
    () => 'done',
    (error: { code?: string }) => String(error.code),
  );
}

const signal = new AbortController().signal;

async function reads(ledger: Ledger, consent: Consent, version: number): Promise<boolean> {
  const purpose = consent.details[0]?.purpose ?? '';
  const { consentId, vendorId } = consent;
  const body = {
    id: newId('entry'),
    kind: 'read',
    outcome: 'disclosed',
    consentId,
    version,
    vendorId,
    purpose,
  } as const;
  const read = { consentId, version, purpose, proof: randomBytes(32), issuedAt: new Date(), body };
  return (await ledger.disclose(read, signal)).disclosed;
}

/** The pod's file tells the same story: no number left out, every statement chained to the one before, and the same end of it. */
async function checkPod(consent: Consent, model: ConsentModel): Promise<void> {
  const file = [...(pod.files.get(consent.consentId) ?? [])].sort(([one], [other]) => one - other);
  expect(file.map(([sequence]) => sequence)).toEqual(file.map((_, index) => index + 1));
  const told = { status: 'given', version: 1 };
  let before: string | undefined;
  for (const [, jws] of file) {
    const claims = decodeJwt<Record<string, unknown>>(jws);
    const isEvent = 'event' in claims;
    if (before !== undefined)
      expect(claims[isEvent ? 'previous' : 'previous_statement']).toBe(await sha256(before));
    told.status = String(isEvent ? claims['event'] : (claims['status'] ?? 'given'));
    told.version = Number(claims['consent_version']);
    before = jws;
  }
  expect(told).toEqual({ status: model.status, version: model.version });
}

const step = fc.record({
  by: fc.constantFrom<0 | 1>(0, 1),
  what: fc.constantFrom<ModelledAct | 'pod down' | 'pod up'>(
    ...(['pause', 'resume', 'narrow', 'extend'] as const),
    ...(['pause', 'resume', 'narrow', 'extend'] as const),
    ...(['pod down', 'pod up', 'withdraw', 'relinquish', 'revoke'] as const),
  ),
});

type Step = { by: 0 | 1; what: ModelledAct | 'pod down' | 'pod up' };
const steps = (...whats: Step['what'][]): [Step[]] => [
  whats.map((what, at) => ({ by: at % 2 === 0 ? 0 : 1, what })),
];

/** What chance seldom finds: a stop overtakes a widening that waits for the pod, and the same widening comes again. */
const RARE: [Step[]][] = [
  steps('pod down', 'extend', 'pause', 'pod up', 'resume', 'extend', 'narrow'),
  steps('pod down', 'extend', 'narrow', 'extend', 'pod up', 'extend'),
  steps('pause', 'pod down', 'resume', 'narrow', 'resume', 'pod up', 'resume'),
  steps('pause', 'pod down', 'resume', 'withdraw', 'pod up', 'resume'),
];

it('answers and does what the rules say, in whatever order the acts come', { timeout: 60_000 }, async () => {
  const [first] = processes;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      pod.isDown = false;
      const consent = await first.give();
      const { details } = consent;
      const model = newModel(details);
      for (const { by, what } of steps) {
        if (what === 'pod down' || what === 'pod up') {
          pod.isDown = what === 'pod down';
          continue;
        }
        const before = model.version;
        const answered = carryOut(processes[by], what, consent, model.details);
        expect([what, await answered]).toEqual([what, expectedAnswer(model, what, pod)]);
        const { status, version } = model;
        const other = by === 0 ? 1 : 0;
        expect(await processes[other].find(consent)).toMatchObject({
          status,
          version,
          details: model.details,
        });
        expect(await reads(ledgers[other], consent, version)).toBe(status === 'given');
        if (before !== version) expect(await reads(ledgers[by], consent, before)).toBe(false);
      }
      pod.isDown = false;
      if (model.pending !== undefined) {
        const act = model.pending;
        expect(await carryOut(first, act, consent, model.details)).toBe(expectedAnswer(model, act, pod));
      }
      await databases[0].pool.query(
        'UPDATE pod_outbox SET next_at = clock_timestamp() WHERE done_at IS NULL',
      );
      while ((await first.deliver()) > 0);
      await checkPod(consent, model);
    }),
    { numRuns: 120, interruptAfterTimeLimit: 40_000, examples: RARE },
  );
});

it('ends by exactly one of many acts that come at once in two processes, and nothing is read behind it', async () => {
  pod.isDown = false;
  for (let round = 0; round < 8; round += 1) {
    const consent = await processes[0].give();
    const acts = (['withdraw', 'relinquish', 'revoke', 'pause', 'narrow', 'extend'] as const).flatMap((act) =>
      processes.map((process) =>
        carryOut(process, act, consent, consent.details).then((answer) => ({ act, answer })),
      ),
    );
    const done = (await Promise.all(acts)).filter(({ answer }) => answer === 'done').map(({ act }) => act);
    const ends = done.filter((act) => act === 'withdraw' || act === 'relinquish' || act === 'revoke');
    expect(ends).toHaveLength(1);
    const found = await processes[1].find(consent);
    expect(found?.status).toBe(statusAfter('given', ends[0] ?? 'expire'));
    expect(await reads(ledgers[0], consent, found?.version ?? 0)).toBe(false);
  }
});

it('has one widening under way at a time: another date waits until the first is done', async () => {
  const consent = await processes[0].give();
  const sooner = new Date(Date.parse(LATER) - 86_400_000).toISOString();
  pod.isDown = true;
  await expect(processes[0].extend(consent, LATER)).rejects.toMatchObject({
    code: 'temporarily_unavailable',
  });
  await expect(processes[1].extend(consent, sooner)).rejects.toMatchObject({ code: 'conflict' });
  pod.isDown = false;
  await expect(processes[1].extend(consent, sooner)).rejects.toMatchObject({ code: 'conflict' });
  await processes[1].extend(consent, LATER);
  expect(await processes[0].find(consent)).toMatchObject({ version: 2, until: new Date(LATER) });
});
