import { type AuthorizationDetails, receiptClaimsSchema, sha256 } from '@parley/protocol';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../gateway-error.ts';
import { pairwiseSubject } from '../secrets/keyed-ids.ts';
import { unseal } from '../secrets/seal.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type MemoryConsents, memoryConsents } from '../testing/memory-consents.ts';
import { memorySecrets } from '../testing/memory-secrets.ts';
import { testAsker, testOwner, testRequest } from '../testing/test-asking.ts';
import { testEntry } from '../testing/test-vendor.ts';
import type { OwnerEvidence } from './consent.ts';
import { type Giving, giveConsent } from './give-consent.ts';

const { signal } = new AbortController();
const evidence: OwnerEvidence = { kind: 'solid-oidc', token: 't', proof: 'p', path: '/give', body: '{}' };
const less: AuthorizationDetails = [
  testEntry({ datatypes: ['issues'], fields: { issues: { required: ['title'], optional: [] } } }),
];
const DOWN = new GatewayError('temporarily_unavailable', 'the pod does not answer');

let secrets: Secrets;
let memory: MemoryConsents;
beforeAll(async () => {
  secrets = await memorySecrets();
});
beforeEach(() => {
  memory = memoryConsents();
});
const give = (changes: Partial<Giving> = {}) =>
  giveConsent(
    {
      request: testRequest(),
      vendor: testAsker,
      owner: testOwner,
      approved: less,
      evidence,
      signal,
      ...changes,
    },
    { ...memory, secrets, gateway: 'https://gw.example' },
  );

describe('giving a consent', () => {
  it('writes the intent, then the pod, then the index, and answers last', async () => {
    const { consent, ticket } = await give();
    expect(memory.log).toEqual(['intend', 'create', 'complete']);
    expect(consent).toMatchObject({
      status: 'given',
      version: 1,
      details: less,
      vendorId: testAsker.vendorId,
    });
    expect(memory.intents.get('request_1')?.continueHash).toBe(await sha256(ticket));
  });

  it('puts a receipt into the pod that the record key signed, and the owner’s evidence', async () => {
    const { consent } = await give();
    expect(memory.pod).toEqual([{ jws: consent.receipt, evidence: JSON.stringify(evidence) }]);
    expect(consent.receiptSha256).toBe(await sha256(consent.receipt));
    const { payload } = await jwtVerify(consent.receipt, secrets.signingKeys('record')[0].publicKey, {
      issuer: 'https://gw.example',
      audience: testAsker.vendorId,
      currentDate: memory.clock.at,
    });
    expect(decodeProtectedHeader(consent.receipt)).toEqual({
      alg: 'ES256',
      typ: 'parley-receipt+jwt',
      kid: 'record-1',
    });
    const claims = receiptClaimsSchema.parse(payload);
    expect(claims).toMatchObject({
      sub: pairwiseSubject(secrets, 'owner_1', testAsker.vendorId),
      consent_id: consent.consentId,
      consent_version: 1,
      previous: null,
      request: 'signed.by.acme',
      authorization_details: less,
      until: '2027-02-22T00:00:00.000Z',
    });
    expect(claims.record).toMatchObject({ 'dpv:hasIdentifier': claims.jti, 'dct:identifier': claims.jti });
  });

  it('names the owner in the receipt only so that the gateway alone can read it', async () => {
    const { consent } = await give();
    const payload = Buffer.from(consent.receipt.split('.')[1] ?? '', 'base64url').toString();
    for (const secret of ['ann.example', 'pod.example', 'owner_1']) expect(payload).not.toContain(secret);
    const sealed = Buffer.from(JSON.parse(payload).owner_ref, 'base64url');
    expect(unseal(secrets.derive('owner-encryption'), 'owner-ref', sealed)).toEqual({
      webId: testOwner.webId,
      container: testOwner.container,
    });
  });

  it('ends with the entry that ends last', async () => {
    const soon = testEntry({
      purpose: 'https://w3id.org/dpv#DirectMarketing',
      access: { until: '2026-12-01T00:00:00Z' },
    });
    const approved = [...less, soon];
    const { consent } = await give({ approved, request: testRequest({ details: [testEntry(), soon] }) });
    expect(consent.until.toISOString()).toBe('2027-02-22T00:00:00.000Z');
  });
});

describe('nothing is written', () => {
  it.each<[string, Partial<Giving>, string, string]>([
    [
      'more is approved than was asked',
      { approved: [testEntry({ actions: ['read', 'converse'] })] },
      'insufficient_authorization',
      'more was approved than was asked',
    ],
    [
      'another purpose is approved',
      { approved: [testEntry({ purpose: 'https://w3id.org/dpv#DirectMarketing' })] },
      'insufficient_authorization',
      'more was approved than was asked',
    ],
    [
      'the end has come',
      { approved: [testEntry({ access: { until: '2026-11-22T12:00:00Z' } })] },
      'invalid_request',
      'the end lies in the past',
    ],
  ])('where %s', async (_what, changes, code, message) => {
    await expect(give(changes)).rejects.toMatchObject({ name: 'GatewayError', code, message });
    expect(memory.log).toEqual([]);
    expect(memory.pod).toEqual([]);
  });

  it('but the look at the request, where it is not open', async () => {
    memory.isClosed = true;
    await expect(give()).rejects.toMatchObject({
      code: 'request_ended',
      message: 'the access request is not open',
    });
    expect(memory.log).toEqual(['intend']);
  });
});

describe('a giving that was cut off', () => {
  it('at the pod is in no index, and the same decision goes on with the same consent', async () => {
    memory.faults = { create: DOWN };
    await expect(give()).rejects.toBe(DOWN);
    expect(memory.consents.size).toBe(0);
    const [intended] = memory.intents.values();
    memory.faults = {};
    const { consent } = await give();
    expect(consent.consentId).toBe(intended?.consentId);
    expect(consent.receipt).toBe(intended?.receipt);
    expect(memory.log).toEqual(['intend', 'create', 'intend', 'create', 'complete']);
  });

  it('at the index is finished by the same decision, with the same file', async () => {
    memory.faults = { complete: new Error('the database is gone') };
    await expect(give()).rejects.toThrow('the database is gone');
    memory.faults = {};
    const { consent } = await give();
    expect(memory.pod.map(({ jws }) => jws)).toEqual([consent.receipt, consent.receipt]);
    expect(memory.consents.size).toBe(1);
  });

  it.each<[string, Partial<Giving>]>([
    ['another decision', { approved: [testEntry()] }],
    ['another owner', { owner: { ...testOwner, ownerId: 'owner_2' } }],
  ])('is not finished by %s', async (_what, changes) => {
    memory.faults = { create: DOWN };
    await expect(give()).rejects.toBe(DOWN);
    memory.faults = {};
    await expect(give(changes)).rejects.toMatchObject({
      code: 'conflict',
      message: 'another decision on this request is being written',
    });
    expect(memory.pod).toEqual([]);
  });
});

describe('a consent that was given', () => {
  it('is given again with a new ticket, and nothing is written twice', async () => {
    const first = await give();
    const second = await give();
    expect(second.consent).toEqual(first.consent);
    expect(second.ticket).not.toBe(first.ticket);
    expect(memory.pod).toHaveLength(1);
  });

  it('and has ended is not given again, and its file is not made again', async () => {
    const { consent } = await give();
    memory.consents.set(consent.consentId, { ...consent, status: 'withdrawn' });
    await expect(give()).rejects.toMatchObject({
      code: 'request_ended',
      message: 'what was given has ended since',
    });
    expect(memory.pod).toHaveLength(1);
  });
});
