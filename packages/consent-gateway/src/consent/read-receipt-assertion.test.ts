import { sha256 } from '@parley/protocol';
import { CompactSign, SignJWT } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Secrets } from '../secrets/secrets.ts';
import { memoryConsents } from '../testing/memory-consents.ts';
import { memorySecrets } from '../testing/memory-secrets.ts';
import { testAsker, testOwner, testRequest } from '../testing/test-asking.ts';
import { testEntry } from '../testing/test-vendor.ts';
import type { Consent } from './consent.ts';
import { giveConsent } from './give-consent.ts';
import { createReceiptReader } from './read-receipt-assertion.ts';

const memory = memoryConsents();
let secrets: Secrets;
let other: Secrets;
let consent: Consent;
let claims: Record<string, unknown>;
const ACME = testAsker.vendorId;
const newReader = (of: Secrets = secrets) =>
  createReceiptReader({
    secrets: of,
    gateway: 'https://gw.example',
    consents: memory.store,
    ownerIdOf: ({ owner_ref }) => `owner of ${owner_ref.slice(0, 4)}`,
    ensureOwner: async (ownerId) => void ensured.push(ownerId),
  });
const read = (receipt: string, vendorId = ACME) => newReader()(receipt, vendorId);
const ensured: string[] = [];

beforeAll(async () => {
  [secrets, other] = [await memorySecrets(), await memorySecrets()];
  const evidence = { kind: 'id-token', idToken: 'i', decision: 'd' } as const;
  const giving = {
    request: testRequest(),
    vendor: testAsker,
    owner: testOwner,
    approved: [testEntry()],
    evidence,
  };
  const { signal } = new AbortController();
  ({ consent } = await giveConsent(
    { ...giving, signal },
    { ...memory, secrets, gateway: 'https://gw.example' },
  ));
  claims = JSON.parse(Buffer.from(consent.receipt.split('.')[1] ?? '', 'base64url').toString());
});

/** Another receipt, which the index would know: only its own text can be wrong. */
async function signed(
  changes: Record<string, unknown> = {},
  by: { key?: 'record' | 'token'; from?: Secrets; typ?: string; alg?: string } = {},
): Promise<string> {
  const [key] = (by.from ?? secrets).signingKeys(by.key ?? 'record');
  const receipt = await new SignJWT({ ...claims, ...changes })
    .setProtectedHeader({ alg: 'ES256', typ: by.typ ?? 'parley-receipt+jwt', kid: 'record-1' })
    .sign(key.privateKey);
  memory.consents.set(consent.consentId, { ...consent, receiptSha256: await sha256(receipt) });
  return receipt;
}

describe('a receipt as the handle for a token', () => {
  it('names the consent to the vendor it was made for', async () => {
    const proven = { consentId: consent.consentId, details: claims.authorization_details, isPresent: true };
    expect(await read(consent.receipt)).toEqual(proven);
    expect(await read(await signed({ iat: 1 }))).toEqual(proven);
  });

  it.each<[string, () => Promise<string>]>([
    ['of another gateway', () => signed({ iss: 'https://other.example' })],
    ['for another vendor', () => signed({ aud: 'https://other.example/client' })],
    ['of a consent that there is not', () => signed({ consent_id: 'consent_none' })],
    ['that is no receipt', () => signed({ authorization_details: [] })],
    ['signed by another record key', () => signed({}, { from: other })],
    ['signed by a token key', () => signed({}, { key: 'token' })],
    ['that is a consent event', () => signed({}, { typ: 'parley-consent-event+jwt' })],
    ['that is an access token', () => signed({}, { typ: 'at+jwt' })],
    ['that is no JWS', async () => 'receipt'],
    ['that is empty', async () => ''],
    ['with a fourth part', async () => `${await signed()}.x`],
    ['with a line end', async () => `${await signed()}\n`],
    ['that is too long', async () => `${'a'.repeat(60_001)}.b.c`],
    ['whose signature is cut', async () => (await signed()).slice(0, -1)],
    [
      'with another payload',
      async () =>
        (await signed()).replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify({ ...claims, iat: 2 })).toString('base64url')}.`,
        ),
    ],
    ['without a signature', async () => (await signed()).replace(/[^.]+$/, '')],
    [
      'of no algorithm',
      async () =>
        `${Buffer.from('{"alg":"none","typ":"parley-receipt+jwt"}').toString('base64url')}.${(await signed()).split('.')[1]}.x`,
    ],
    [
      'signed with a public key as a secret',
      () =>
        new CompactSign(Buffer.from(JSON.stringify(claims)))
          .setProtectedHeader({ alg: 'HS256', typ: 'parley-receipt+jwt', kid: 'record-1' })
          .sign(Buffer.from(JSON.stringify(secrets.signingKeys('record')[0].publicJwk))),
    ],
  ])('%s is none', async (_what, make) => {
    const receipt = await make();
    if (memory.consents.get(consent.consentId)?.receiptSha256 === consent.receiptSha256)
      memory.consents.set(consent.consentId, { ...consent, receiptSha256: await sha256(receipt) });
    expect(await read(receipt)).toBeUndefined();
    memory.consents.set(consent.consentId, consent);
  });

  it('is not the present one once a later version has taken its place', async () => {
    memory.consents.set(consent.consentId, { ...consent, version: 2, receiptSha256: 'later' });
    expect(await read(consent.receipt)).toMatchObject({ consentId: consent.consentId, isPresent: false });
    memory.consents.set(consent.consentId, consent);
  });

  it('is none in another vendor’s hands, nor where the index knows another vendor', async () => {
    expect(await read(consent.receipt, 'https://other.example/client')).toBeUndefined();
    memory.consents.set(consent.consentId, { ...consent, vendorId: 'https://other.example/client' });
    expect(await read(consent.receipt)).toBeUndefined();
    memory.consents.set(consent.consentId, consent);
  });
});

describe('a genuine receipt', () => {
  it('asks first for the owner whom it names: the index may lack them', async () => {
    ensured.length = 0;
    await read(await signed());
    expect(ensured).toEqual([`owner of ${String(claims['owner_ref']).slice(0, 4)}`]);
  });

  describe('that comes again', () => {
    beforeEach(() => {
      memory.consents.set(consent.consentId, consent);
    });

    it('is not verified again, asks for its owner again, and proves the same', async () => {
      let asked = 0;
      const counting: Secrets = {
        ...secrets,
        publishedKeys: (kind) => countingKeys(secrets.publishedKeys(kind)),
      };
      const countingKeys = (keys: ReturnType<Secrets['publishedKeys']>) =>
        keys.map((key) => ({ ...key, publicJwk: counted(key.publicJwk) }));
      const counted = (jwk: object) =>
        new Proxy(jwk, {
          get(target, name) {
            if (name === 'x') asked += 1;
            return Reflect.get(target, name);
          },
        });
      const reader = newReader(counting);
      const first = await reader(consent.receipt, ACME);
      expect(first).toMatchObject({ isPresent: true });
      const before = asked;
      expect(before).toBeGreaterThan(0);
      ensured.length = 0;
      expect(await reader(consent.receipt, ACME)).toEqual(first);
      expect(asked).toBe(before);
      expect(ensured).toHaveLength(1);
    });

    it('in other hands is none', async () => {
      const reader = newReader();
      await reader(consent.receipt, ACME);
      expect(await reader(consent.receipt, 'https://other.example/client')).toBeUndefined();
    });

    it('is held against the index again: a later version, another vendor, and none at all', async () => {
      const reader = newReader();
      await reader(consent.receipt, ACME);
      memory.consents.set(consent.consentId, { ...consent, version: 2, receiptSha256: 'later' });
      expect(await reader(consent.receipt, ACME)).toMatchObject({ isPresent: false });
      memory.consents.set(consent.consentId, { ...consent, vendorId: 'https://other.example/client' });
      expect(await reader(consent.receipt, ACME)).toBeUndefined();
      memory.consents.delete(consent.consentId);
      expect(await reader(consent.receipt, ACME)).toBeUndefined();
      memory.consents.set(consent.consentId, consent);
    });

    it('is verified again where its key is published no more', async () => {
      let keys = secrets.publishedKeys('record');
      const reader = newReader({ ...secrets, publishedKeys: () => keys });
      expect(await reader(consent.receipt, ACME)).toBeDefined();
      keys = other
        .publishedKeys('record')
        .map((key) => ({ ...key, kid: 'another', publicJwk: { ...key.publicJwk, kid: 'another' } }));
      expect(await reader(consent.receipt, ACME)).toBeUndefined();
    });
  });
});
