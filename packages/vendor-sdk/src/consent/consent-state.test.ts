import { describe, expect, it } from 'vitest';
import { type Consent, createMemoryReceiptStore, isVendorSdkError } from '../index.ts';
import {
  CARE,
  CONSENT_ID,
  connect,
  GATEWAY,
  inDays,
  listOf,
  obtainConsent,
  problem,
} from '../test-support/connect.ts';
import { deleteByOf, given, pass } from '../test-support/given-consent.ts';

const DELETE_BY = '2027-03-01T00:00:00.000Z';
const KEY = { gateway: GATEWAY, consentId: CONSENT_ID };
const read = (consent: Consent): Promise<unknown> => listOf(consent.issues.list({ purpose: CARE }));

describe('where a consent stands', () => {
  it('is asked without a token, by an assertion and a proof, each used once', async () => {
    const { gateway, consent } = await given();
    expect(await consent.status()).toMatchObject({
      id: CONSENT_ID,
      version: 1,
      status: 'given',
      changes: [],
    });
    await consent.status();
    expect(new Set(gateway.requests)).toEqual(new Set([`GET /v1/consents/${CONSENT_ID}`]));
  });

  it('is told by id and by receipt, also to a client that holds nothing', async () => {
    const { client, consent } = await given();
    const gateway = client.at(GATEWAY);
    for (const which of [CONSENT_ID, consent.receipt])
      expect(await gateway.status(which)).toMatchObject({ id: CONSENT_ID, deletions: [] });
    await expect(gateway.status('consent_another')).rejects.toMatchObject({ code: 'not_found' });
    await expect(gateway.status('eyJ.x.y')).rejects.toMatchObject({ code: 'receipt_mismatch' });
  });

  it('is asked at no other address, whatever stands for an id', async () => {
    const { gateway, client } = await given();
    for (const id of ['consent/issues', '', 'a?b'])
      await expect(client.at(GATEWAY).status(id)).rejects.toMatchObject({ code: 'not_found' });
    expect(gateway.requests).toEqual([]);
  });

  it('says what became less since the version that was held, and is that version from then on', async () => {
    const { gateway, store, consent } = await given();
    gateway.owner.narrow({ fields: { issues: ['title'] } });
    const { changes } = await consent.status();
    const removedCategories = ['preferences', 'contact'];
    expect(changes).toMatchObject([{ purpose: CARE, removedCategories, isRemoved: false }]);
    expect(consent.version).toBe(2);
    expect(await store.find(KEY)).toMatchObject({ version: 2, receipt: consent.receipt });
    expect((await consent.status()).changes).toEqual([]);
    expect((await consent.status({ sinceVersion: 1 })).changes).toHaveLength(1);
  });

  it('is told while it is paused, and after the end, when it is kept that it ended', async () => {
    const connected = await given();
    const { gateway, store, consent } = connected;
    const [resumesAt, deleteBy] = [inDays(30), deleteByOf(connected)];
    gateway.owner.pause({ until: resumesAt });
    expect(await consent.status()).toMatchObject({ status: 'paused', resumesAt });
    expect(consent.ended).toBeUndefined();
    gateway.owner.withdraw();
    const due = { lost: 'ended', onEnd: 'delete', deleteBy };
    expect(await consent.status()).toMatchObject({
      status: 'withdrawn',
      endReason: 'owner',
      deletions: ['preferences', 'issues', 'contact'].map((category) => ({ category, ...due })),
      deletionReport: { state: 'unanswered', dueBy: deleteBy, count: 0 },
    });
    const ended = { status: 'withdrawn', deleteBy };
    expect(consent.ended).toEqual(ended);
    expect(await store.find(KEY)).toMatchObject({ receipt: consent.receipt, ended });
  });

  it.each<[string, object, string]>([
    ['in words of its own', { status: 'perhaps' }, 'invalid_response'],
    ['of another consent', { consent_id: 'consent_another' }, 'invalid_response'],
    ['of another version than its receipt', { consent_version: 2 }, 'receipt_mismatch'],
  ])('is not believed %s', async (_case, change, code) => {
    const { state, client } = await given();
    state.lies.standing = (standing) => Object.assign(standing, change);
    await expect(client.at(GATEWAY).status(CONSENT_ID)).rejects.toMatchObject({ code });
  });

  it('is not believed with a receipt that proves something else', async () => {
    const { state, client } = await given();
    state.lies.receipt = (claims) => Object.assign(claims, { aud: 'https://other.example' });
    await expect(client.at(GATEWAY).status(CONSENT_ID)).rejects.toMatchObject({ code: 'receipt_mismatch' });
  });

  it('is asked again where the gateway did not answer, with a new assertion', async () => {
    const { gateway, consent } = await given();
    gateway.answerNext('/v1/consents', () => problem(503, 'temporarily_unavailable'));
    expect((await consent.status()).status).toBe('given');
  });
});

describe('an end', () => {
  it('that a read meets is kept with the receipt, and known after a restart', async () => {
    const { gateway, client, store, consent } = await given();
    const refusal = { consent_status: 'revoked', delete_by: DELETE_BY };
    gateway.answerNext('/v1/issues', () => problem(401, 'invalid_token', {}, refusal));
    const error = await read(consent).catch((fault: unknown) => fault);
    expect(isVendorSdkError(error, 'consent_revoked') && error.deleteBy).toBe(DELETE_BY);
    const ended = { status: 'revoked', deleteBy: DELETE_BY };
    expect(await store.find(KEY)).toMatchObject({ receipt: consent.receipt, ended });
    expect((await client.at(GATEWAY).resumeSaved(CONSENT_ID))?.ended).toEqual(ended);
  });

  it('is told also where the store fails', async () => {
    const memory = createMemoryReceiptStore();
    let isBroken = false;
    const save: typeof memory.save = (saved) =>
      isBroken ? Promise.reject(new Error('disk gone')) : memory.save(saved);
    const connected = await connect({ store: { ...memory, save } });
    const consent = await obtainConsent(connected);
    isBroken = true;
    connected.gateway.owner.withdraw();
    pass(connected);
    await expect(read(consent)).rejects.toMatchObject({ code: 'consent_withdrawn' });
  });
});
