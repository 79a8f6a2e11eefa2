import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { type Consent, createMemoryReceiptStore, isVendorSdkError } from '../index.ts';
import {
  CARE,
  CLIENT_ID,
  CONSENT_ID,
  type Connected,
  connect,
  ENTRY,
  GATEWAY,
  inDays,
  listOf,
  obtainConsent,
  problem,
  REDIRECT_URI,
} from '../test-support/connect.ts';
import { endConsent } from '../testing/end-consent.ts';
import { TOKEN_LIFE_SECONDS } from '../testing/endpoints/token.ts';

const DELETE_BY = '2027-03-01T00:00:00.000Z';
const KEY = { gateway: GATEWAY, consentId: CONSENT_ID };
const read = (consent: Consent): Promise<unknown> => listOf(consent.issues.list({ purpose: CARE }));

interface Given extends Connected {
  readonly consent: Consent;
  readonly store: ReturnType<typeof createMemoryReceiptStore>;
}

async function given(options: { offlineAccess?: boolean } = {}): Promise<Given> {
  const store = createMemoryReceiptStore();
  const connected = await connect({ store, retry: { maxAttempts: 2, firstDelayMs: 1 } });
  const consent = await obtainConsent(connected, options);
  connected.gateway.requests.length = 0;
  return { ...connected, store, consent };
}

/** So long that a new token is needed. */
function pass({ clock }: Connected): void {
  clock.now = new Date(clock.now.getTime() + TOKEN_LIFE_SECONDS * 1000);
}

/** By when it has to be gone after an end at this moment: 30 days were agreed. */
const deleteByOf = ({ clock }: Connected): string =>
  new Date(clock.now.getTime() + 30 * 86_400_000).toISOString();

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

describe('a consent that is given back', () => {
  it('ends, and the store keeps its receipt, marked', async () => {
    const connected = await given();
    const { gateway, store, consent } = connected;
    const ended = { status: 'relinquished', deleteBy: deleteByOf(connected) };
    expect(await consent.relinquish()).toEqual(ended);
    expect(gateway.requests).toEqual(['DELETE /v1/consent']);
    expect(consent.ended).toEqual(ended);
    expect(await store.find(KEY)).toMatchObject({ receipt: consent.receipt, ended });
  });

  it('is given back once, also where the answer was lost or it is done twice', async () => {
    const connected = await given();
    const { gateway, state, clock, consent } = connected;
    const ended = { status: 'relinquished', deleteBy: deleteByOf(connected) };
    gateway.answerNext('/v1/consent', () => {
      const [held] = state.consents;
      if (held !== undefined)
        endConsent(held, { status: 'relinquished', endReason: 'vendor', at: clock.now }, state);
      throw new TypeError('connection reset');
    });
    expect(await consent.relinquish()).toEqual(ended);
    expect(await consent.relinquish()).toEqual(ended);
  });

  it('is given back while it is paused: with the token that is left, or with the refresh token', async () => {
    const paused = await given({ offlineAccess: true });
    paused.gateway.owner.pause();
    pass(paused);
    expect(await paused.consent.relinquish()).toMatchObject({ status: 'relinquished' });
    expect(paused.gateway.requests).toContain('POST /token/revocation');
    const other = await given();
    other.gateway.owner.pause();
    expect(await other.consent.relinquish()).toMatchObject({ status: 'relinquished' });
  });

  it('is not, while it is paused and neither is left', async () => {
    const connected = await given();
    connected.gateway.owner.pause();
    pass(connected);
    await expect(connected.consent.relinquish()).rejects.toMatchObject({ code: 'consent_paused' });
  });

  it('is not, where the owner was first', async () => {
    const connected = await given();
    connected.gateway.owner.withdraw();
    pass(connected);
    await expect(connected.consent.relinquish()).rejects.toMatchObject({ code: 'consent_withdrawn' });
  });
});

describe('a deletion report', () => {
  const what = ['issues', 'preferences', 'contact'].map((category) => ({
    category,
    outcome: 'deleted' as const,
  }));

  it("is signed by the vendor, and the gateway's signed word for it is checked", async () => {
    const { gateway, state, clock, consent } = await given();
    gateway.owner.withdraw();
    const deletedAt = new Date(clock.now.getTime() - 1000);
    const { deletions } = await consent.status();
    const receipt = await consent.reportDeletion({ deletions, what, deletedAt });
    const report = state.consents[0]?.reports[0]?.report ?? '';
    expect(decodeProtectedHeader(report)).toMatchObject({ typ: 'parley-deletion-report+jwt', alg: 'ES256' });
    expect(decodeJwt(report)).toMatchObject({
      iss: CLIENT_ID,
      aud: GATEWAY,
      consent_id: CONSENT_ID,
      deleted_at: deletedAt.toISOString(),
      lost_until: deletions[0]?.lostAt,
      what,
    });
    expect(decodeJwt(receipt.acknowledgement)).toMatchObject({ iss: GATEWAY, report });
    expect((await consent.status()).deletionReport).toMatchObject({ state: 'answered', count: 1 });
  });

  it('is the same one where it is sent again', async () => {
    const { gateway, state, consent } = await given();
    gateway.owner.withdraw();
    const { deletions } = await consent.status();
    gateway.answerNext('/v1/consents', () => problem(503, 'temporarily_unavailable'));
    await consent.reportDeletion({ deletions, what });
    expect(gateway.requests.filter((request) => request.startsWith('POST'))).toHaveLength(3);
    expect(state.consents[0]?.reports).toHaveLength(1);
  });

  it('is refused where nothing is due', async () => {
    const { consent } = await given();
    const report = consent.reportDeletion({ deletions: [], what });
    await expect(report).rejects.toMatchObject({ code: 'deletion_not_due' });
  });

  it.each<[string, Parameters<Consent['reportDeletion']>[0]]>([
    ['about nothing', { deletions: [], what: [] }],
    ['with a category twice', { deletions: [], what: [...what, ...what] }],
    ['for a loss at no time', { deletions: [{ lostAt: 'the end' }], what }],
    ['that does not say for what', { what } as never],
    ['of an impossible day', { deletions: [], what, deletedAt: new Date(Number.NaN) }],
  ])('is not sent %s', async (_case, report) => {
    const { gateway, consent } = await given();
    await expect(consent.reportDeletion(report)).rejects.toMatchObject({ code: 'invalid_options' });
    expect(gateway.requests).toEqual([]);
  });

  it.each([
    ['another report', { report: 'another' }],
    ['another issuer', { iss: 'https://other.example' }],
  ])('is not taken for done by the word for %s', async (_case, change) => {
    const { gateway, state, consent } = await given();
    gateway.owner.withdraw();
    const { deletions } = await consent.status();
    state.lies.acknowledgement = (claims) => Object.assign(claims, change);
    await expect(consent.reportDeletion({ deletions, what })).rejects.toMatchObject({
      code: 'invalid_response',
    });
  });
});

describe('a request that is taken back', () => {
  it('is named by what was signed, by the request or later by its handle', async () => {
    const { gateway, client } = await connect();
    const request = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    gateway.owner.defer(request.url);
    await request.cancel();
    await client.at(GATEWAY).cancel(JSON.parse(JSON.stringify(request.handle)));
    const { requestSha256 } = request.handle;
    expect(gateway.requests.at(-1)).toBe(`POST /v1/requests/${requestSha256}/cancel`);
  });

  it('is decided already: the error says what became of it', async () => {
    const { gateway, client } = await connect();
    const request = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    gateway.owner.give(request.url);
    const error = { code: 'request_ended', consentStatus: 'given' };
    await expect(request.cancel()).rejects.toMatchObject(error);
  });

  it('is one of this gateway, and the word for it is for this one', async () => {
    const { gateway, client } = await connect();
    const { handle } = await client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
    const elsewhere = client.at('https://other.example').cancel(handle);
    await expect(elsewhere).rejects.toMatchObject({ code: 'invalid_options' });
    gateway.answerNext('/v1/requests', () =>
      Response.json({ request_sha256: 'another', status: 'cancelled' }),
    );
    await expect(client.at(GATEWAY).cancel(handle)).rejects.toMatchObject({ code: 'invalid_response' });
  });
});
