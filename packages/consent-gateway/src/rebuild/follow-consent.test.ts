import { categories, RECEIPT_TYP, type ReceiptClaims, sha256, signedBy } from '@parley/protocol';
import { decodeJwt, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PodNotice } from '../consent/consent-store.ts';
import { giveConsent } from '../consent/give-consent.ts';
import { signConsentEvent } from '../consent/sign-receipt.ts';
import { ownerIdOf } from '../secrets/keyed-ids.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { memoryConsents } from '../testing/memory-consents.ts';
import { memorySecrets } from '../testing/memory-secrets.ts';
import { testAsker, testOwner, testRequest } from '../testing/test-asking.ts';
import { testEntry } from '../testing/test-vendor.ts';
import { followConsent, withEnd } from './follow-consent.ts';
import type { FoundConsent } from './found-consent.ts';
import { createOwnerReference } from './owner-reference.ts';
import type { RecordedEntry } from './read-ledger.ts';

const GATEWAY = 'https://gw.example';
const NOW = new Date('2026-11-25T00:00:00Z');
let secrets: Secrets;
let consentId: string;
let ownerId: string;
let first: string;

beforeAll(async () => {
  secrets = await memorySecrets();
  const memory = memoryConsents();
  const { consent } = await giveConsent(
    {
      request: testRequest(),
      vendor: testAsker,
      owner: { ...testOwner, ownerId: ownerIdOf(secrets, testOwner.webId) },
      approved: [testEntry()],
      evidence: { kind: 'id-token', idToken: 'i', decision: 'd' },
      signal: new AbortController().signal,
    },
    { ...memory, secrets, gateway: GATEWAY },
  );
  ({ consentId, ownerId, receipt: first } = consent);
});

type Event = 'paused' | 'given' | 'withdrawn';
const at = (day: number) => new Date(`2026-11-${day}T12:00:00.123Z`);
const event = async (after: string, name: Event, day: number): Promise<string> =>
  signConsentEvent({
    key: secrets.signingKeys('record')[0],
    gateway: GATEWAY,
    at: at(day),
    claims: {
      consent_id: consentId,
      consent_version: 1,
      event: name,
      at: at(day).toISOString(),
      by: 'owner',
      ...(name === 'paused' ? { resumes_at: '2026-12-24T00:00:00.000Z' } : {}),
      previous: await sha256(after),
    },
  });
const resigned = (changes: Partial<ReceiptClaims>) =>
  new SignJWT({ ...decodeJwt(first), ...changes })
    .setProtectedHeader({ alg: 'ES256', typ: RECEIPT_TYP, kid: 'record-1' })
    .sign(secrets.signingKeys('record')[0].privateKey);
const fileOf = (...texts: string[]) => ({
  statements: texts.map((jws, index) => ({ sequence: index + 1, jws })),
  saysEnded: false,
});
const notice = (jws: string, sequence: number): PodNotice => ({
  consentId,
  ownerId,
  jws,
  sequence,
  event: '',
  at: '',
});

const recordSignature = () => signedBy(secrets.publishedKeys('record').map(({ publicJwk }) => publicJwk));

async function follow(
  file: { statements: readonly { sequence: number; jws: string }[]; saysEnded: boolean },
  untold: readonly PodNotice[] = [],
) {
  const { isOwners } = createOwnerReference(secrets);
  return followConsent(
    { consentId, file, untold },
    {
      verifySignature: recordSignature(),
      gateway: GATEWAY,
      categories,
      isOwners: (claims) => isOwners(claims, { ownerId }),
    },
  );
}

async function found(...args: Parameters<typeof follow>): Promise<FoundConsent> {
  const followed = await follow(...args);
  if ('held' in followed) throw new Error(`held: ${followed.held}`);
  return followed;
}

const act = (name: string, day: number, version = 1): RecordedEntry => ({
  at: `2026-11-${day}T12:00:00.123456Z`,
  entry: {
    id: 'entry_1',
    kind: 'act',
    outcome: 'done',
    consentId,
    version,
    vendorId: 'v',
    act: name,
    by: 'owner',
  },
});

describe('a consent followed from its file', () => {
  it('is live as it was given', async () => {
    expect(await found(fileOf(first))).toMatchObject({
      status: 'given',
      receipt: first,
      signedVersion: 1,
      end: undefined,
      sha256s: [await sha256(first)],
    });
  });

  it('is paused until its date, and ended as its last event says', async () => {
    const pause = await event(first, 'paused', 23);
    expect(await found(fileOf(first, pause))).toMatchObject({
      status: 'paused',
      resumeAt: new Date('2026-12-24T00:00:00Z'),
    });
    const end = await event(pause, 'withdrawn', 24);
    expect(await found(fileOf(first, pause, end))).toMatchObject({
      status: 'withdrawn',
      resumeAt: null,
      end: { at: at(24), isSigned: true },
    });
  });

  it('goes on from what was acknowledged before the pod was told, once', async () => {
    const pause = await event(first, 'paused', 23);
    const end = await event(pause, 'withdrawn', 24);
    const { status, untold } = await found(fileOf(first, pause), [notice(pause, 2), notice(end, 3)]);
    expect({ status, untold }).toEqual({ status: 'withdrawn', untold: [notice(end, 3)] });
  });

  it.each<[string, string, () => Promise<string[]>]>([
    ['a changed byte', 'signature_invalid', async () => [`${first.slice(0, -6)}AAAAAA`]],
    [
      'a forged event',
      'signature_invalid',
      async () => [first, `${(await event(first, 'given', 23)).slice(0, -6)}AAAAAA`],
    ],
    [
      'a missing statement',
      'previous_mismatch',
      async () => [first, await event('another', 'withdrawn', 24)],
    ],
    [
      'a chain that goes two ways',
      'previous_mismatch',
      async () => [first, await event(first, 'paused', 23), await event(first, 'paused', 24)],
    ],
    [
      'a statement behind its end',
      'after_end',
      async () => {
        const end = await event(first, 'withdrawn', 23);
        return [first, end, await event(end, 'given', 24)];
      },
    ],
    [
      'another gateway in it',
      'other_gateway',
      async () => [await resigned({ iss: 'https://other.example' })],
    ],
    ["another owner's reference", 'other_owner', async () => [await resigned({ owner_ref: 'AAAA' })]],
    ['nothing in it', 'chain_empty', async () => []],
  ])('with %s is held', async (_what, why, texts) => {
    expect(await follow(fileOf(...(await texts())))).toEqual({ held: why });
  });

  it("that is another consent's file is held", async () => {
    const { isOwners } = createOwnerReference(secrets);
    const followed = await followConsent(
      { consentId: 'consent_another', file: fileOf(first), untold: [] },
      {
        verifySignature: recordSignature(),
        gateway: GATEWAY,
        categories,
        isOwners: (claims) => isOwners(claims, { ownerId }),
      },
    );
    expect(followed).toEqual({ held: 'other_owner' });
  });
});

describe('a file and the ledger', () => {
  const ended = async (file: Parameters<typeof follow>[0], ...entries: RecordedEntry[]) => {
    const { status, end } = withEnd(await found(file), { file, entries, now: NOW });
    return end === undefined ? status : [status, end.reason, end.isSigned];
  };

  it('agree where each stop is in both', async () => {
    const file = fileOf(first, await event(first, 'paused', 23));
    expect(await ended(file, act('pause', 23), act('give', 22))).toBe('paused');
  });

  it('the file may be newer: a block comes after the statement', async () => {
    expect(await ended(fileOf(first, await event(first, 'paused', 23)), act('give', 22))).toBe('paused');
  });

  it.each([
    ['an end', act('withdraw', 24), ['withdrawn', undefined, false]],
    ['a pause', act('pause', 24), ['revoked', 'older_than_ledger', false]],
    ['a narrowing', act('narrow', 24, 2), ['revoked', 'older_than_ledger', false]],
  ])('the ledger is newer by %s: the consent has ended', async (_what, entry, expected) => {
    expect(await ended(fileOf(first), entry, act('give', 22))).toEqual(expected);
  });

  it('what only widened is not missed: without its statement it is not in force', async () => {
    const file = fileOf(first, await event(first, 'paused', 23));
    expect(await ended(file, act('resume', 24), act('extend', 24, 2), act('pause', 23))).toBe('paused');
  });

  it('a word in the file ends it without a signature', async () => {
    expect(await ended({ ...fileOf(first), saysEnded: true })).toEqual([
      'withdrawn',
      'statement_in_pod',
      false,
    ]);
  });
});
