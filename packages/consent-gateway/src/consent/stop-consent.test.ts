import { consentEventClaimsSchema, sha256 } from '@parley/protocol';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Secrets } from '../secrets/secrets.ts';
import { type MemoryConsents, memoryConsents } from '../testing/memory-consents.ts';
import { memorySecrets } from '../testing/memory-secrets.ts';
import { testAsker, testOwner, testRequest } from '../testing/test-asking.ts';
import { testEntry } from '../testing/test-vendor.ts';
import type { Consent, OwnerEvidence } from './consent.ts';
import { createConsentEndings } from './end-from-pod.ts';
import { giveConsent } from './give-consent.ts';
import { runConsentJobs } from './run-consent-jobs.ts';
import { type Stopping, stopConsent } from './stop-consent.ts';

const { signal } = new AbortController();
const evidence: OwnerEvidence = { kind: 'solid-oidc', token: 't', proof: 'p', path: '/withdraw', body: '{}' };
let secrets: Secrets;
let memory: MemoryConsents;
let consent: Consent;
let warned: unknown[];
const options = () => ({
  ...memory,
  secrets,
  gateway: 'https://gw.example',
  podPatienceMs: 1_000,
  log: { warn: (fields: object) => void warned.push(fields) },
});

beforeAll(async () => {
  secrets = await memorySecrets();
});
beforeEach(async () => {
  memory = memoryConsents();
  warned = [];
  const giving = {
    request: testRequest(),
    vendor: testAsker,
    owner: testOwner,
    approved: [testEntry()],
    evidence,
    signal,
  };
  ({ consent } = await giveConsent(giving, options()));
  memory.log.length = 0;
  memory.pod.length = 0;
});
const stop = (changes: Partial<Stopping> = {}) =>
  stopConsent(
    {
      consentId: consent.consentId,
      ownerId: 'owner_1',
      act: 'withdraw',
      by: 'owner',
      reason: 'owner_act',
      evidence,
      ...changes,
    },
    options(),
  );

describe('stopping a consent', () => {
  it('ends it in the index first, and then tells the pod', async () => {
    expect(await stop()).toMatchObject({
      pod: 'done',
      consent: { status: 'withdrawn', endReason: 'owner_act' },
    });
    expect(memory.log).toEqual(['stop', 'append']);
  });

  it('is done although the pod does not answer: the pod is told later', async () => {
    memory.faults = { append: new Error('the pod is down') };
    expect(await stop()).toMatchObject({ pod: 'pending', consent: { status: 'withdrawn' } });
    expect(memory.consents.get(consent.consentId)?.status).toBe('withdrawn');
    memory.faults = {};
    await runConsentJobs(options());
    expect(memory.pod).toHaveLength(1);
    expect(memory.notices.size).toBe(0);
  });

  it('signs what happened, chained to the record, with the owner’s evidence beside it', async () => {
    await stop();
    const [event] = memory.pod;
    expect(event?.evidence).toBe(JSON.stringify(evidence));
    expect(decodeProtectedHeader(event?.jws ?? '')).toMatchObject({
      typ: 'parley-consent-event+jwt',
      kid: 'record-1',
    });
    const { payload } = await jwtVerify(event?.jws ?? '', secrets.signingKeys('record')[0].publicKey, {
      issuer: 'https://gw.example',
    });
    expect(consentEventClaimsSchema.parse(payload)).toMatchObject({
      consent_id: consent.consentId,
      consent_version: 1,
      event: 'withdrawn',
      at: '2026-11-22T12:00:00.000Z',
      by: 'owner',
      reason: 'owner_act',
      previous: await sha256(consent.receipt),
    });
  });

  it.each([
    ['withdraw', 'owner', 'withdrawn'],
    ['relinquish', 'vendor', 'relinquished'],
    ['revoke', 'operator', 'revoked'],
    ['expire', 'gateway', 'expired'],
  ] as const)('by %s of the %s makes it %s', async (act, by, status) => {
    expect((await stop({ act, by })).consent.status).toBe(status);
  });

  it.each<[string, Partial<Stopping>]>([
    ['that there is not', { consentId: 'consent_none' }],
    ['of another owner', { ownerId: 'owner_2' }],
  ])('%s tells nothing', async (_what, changes) => {
    await expect(stop(changes)).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'not_found',
      message: 'no such consent of this caller',
    });
    expect(memory.log).toEqual([]);
  });

  it('that had ended before says so, and the pod is not told twice', async () => {
    await stop();
    await expect(stop()).rejects.toMatchObject({
      code: 'consent_ended',
      message: 'the consent had ended before',
    });
    expect(memory.pod).toHaveLength(1);
  });
});

describe('an end that the pod told us', () => {
  it('by a file that is gone makes no file again', async () => {
    await createConsentEndings(options()).endedInPod({ consentId: consent.consentId, how: 'deleted' });
    expect(memory.consents.get(consent.consentId)).toMatchObject({
      status: 'withdrawn',
      endReason: 'deleted_in_pod',
    });
    expect(memory.log).toEqual(['stop']);
    expect(memory.notices.size).toBe(0);
  });

  it('by a statement in the file gets our signed event beside it', async () => {
    await createConsentEndings(options()).endedInPod({ consentId: consent.consentId, how: 'statement' });
    expect(memory.consents.get(consent.consentId)).toMatchObject({ endReason: 'statement_in_pod' });
    expect(memory.log).toEqual(['stop', 'append']);
  });

  it('twice is no fault; of a consent that there is not is one', async () => {
    const endings = createConsentEndings(options());
    await endings.endedInPod({ consentId: consent.consentId, how: 'deleted' });
    await expect(
      endings.endedInPod({ consentId: consent.consentId, how: 'statement' }),
    ).resolves.toBeUndefined();
    await expect(endings.endedInPod({ consentId: 'consent_none', how: 'deleted' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('one round of the jobs', () => {
  it('ends what is due, by the gateway, for the reason that time had', async () => {
    memory.due = [{ consentId: consent.consentId, reason: 'not_picked_up' }];
    await runConsentJobs(options());
    expect(memory.consents.get(consent.consentId)).toMatchObject({
      status: 'expired',
      endReason: 'not_picked_up',
    });
    expect(memory.pod).toHaveLength(1);
    expect(warned).toEqual([]);
  });

  it('passes silently over a consent that another process has ended meanwhile', async () => {
    await stop();
    memory.due = [{ consentId: consent.consentId, reason: 'end_reached' }];
    await runConsentJobs(options());
    expect(warned).toEqual([]);
  });

  it('finishes a giving that was cut off', async () => {
    memory.consents.clear();
    await runConsentJobs(options());
    expect(memory.consents.get(consent.consentId)?.status).toBe('given');
    expect(memory.log).toEqual(['create', 'complete']);
  });

  it('goes on after a fault, and says which work it was without a word of the fault', async () => {
    memory.due = [{ consentId: 'consent_none', reason: 'end_reached' }];
    memory.consents.clear();
    memory.faults = { create: Object.assign(new Error('secret'), { code: 'ECONNREFUSED' }) };
    await runConsentJobs(options());
    expect(warned).toEqual([
      { what: 'ending a consent', code: 'not_found' },
      { what: 'finishing a consent', code: 'ECONNREFUSED' },
    ]);
  });
});
