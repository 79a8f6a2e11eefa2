import { describe, expect, it } from 'vitest';
import {
  type Consent,
  type ConsentChanged,
  createMemoryReceiptStore,
  createVendorClient,
  generateVendorKey,
  publicVendorJwk,
} from '../index.ts';
import {
  CARE,
  CLIENT_ID,
  CONSENT_ID,
  type Connected,
  connect,
  documentWith,
  GATEWAY,
  inDays,
  listOf,
  obtainConsent,
  problem,
} from '../test-support/connect.ts';
import { TOKEN_LIFE_SECONDS } from '../testing/endpoints/token.ts';

/** A JWT with the audience of another read API. */
const FOR_ANOTHER = 'eyJhbGciOiJub25lIn0.eyJhdWQiOiJodHRwczovL290aGVyLmV4YW1wbGUvdjEifQ.x';

const read = (consent: Consent): Promise<unknown> => listOf(consent.issues.list({ purpose: CARE }));

const tokenRequests = ({ gateway }: Connected): number =>
  gateway.requests.filter((request) => request === 'POST /token').length;

/** Also forgets what has been asked for so far. */
function pass({ gateway, clock }: Connected, seconds: number): void {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
  gateway.requests.length = 0;
}

const narrowToTitles = ({ gateway }: Connected): void =>
  gateway.owner.narrow({ fields: { issues: ['title'] } });

describe('tokens of a consent', () => {
  it('are those of the code while they last', async () => {
    const connected = await connect();
    const consent = await obtainConsent(connected);
    pass(connected, TOKEN_LIFE_SECONDS - 31);
    await read(consent);
    expect(tokenRequests(connected)).toBe(0);
  });

  it('are renewed before they end, with the receipt', async () => {
    const connected = await connect();
    const consent = await obtainConsent(connected);
    pass(connected, TOKEN_LIFE_SECONDS - 29);
    await read(consent);
    expect(connected.gateway.requests[0]).toBe('POST /token');
  });

  it('are renewed once for all reads that wait for them', async () => {
    const connected = await connect();
    const consent = await obtainConsent(connected);
    pass(connected, TOKEN_LIFE_SECONDS);
    await Promise.all(Array.from({ length: 20 }, () => read(consent)));
    expect(tokenRequests(connected)).toBe(1);
  });

  it('are renewed with the refresh token where there is one, and with the receipt where it is unknown by now', async () => {
    const connected = await connect();
    const consent = await obtainConsent(connected, { offlineAccess: true });
    pass(connected, TOKEN_LIFE_SECONDS);
    await read(consent);
    expect(tokenRequests(connected)).toBe(1);
    connected.gateway.answerNext('/token', () => Response.json({ error: 'invalid_grant' }, { status: 400 }));
    pass(connected, TOKEN_LIFE_SECONDS);
    await read(consent);
    expect(tokenRequests(connected)).toBe(2);
    pass(connected, TOKEN_LIFE_SECONDS);
    await read(consent);
    expect(tokenRequests(connected)).toBe(1);
  });

  it('are got from the saved receipt alone, by a client that knows nothing else', async () => {
    const connected = await connect();
    const { receipt } = await obtainConsent(connected);
    const key = await generateVendorKey();
    connected.state.client = documentWith([await publicVendorJwk(key)]);
    const { fetch } = connected.gateway;
    const later = createVendorClient({ clientId: CLIENT_ID, key, fetch, now: () => connected.clock.now });
    const consent = await later.at(GATEWAY).resume(receipt);
    expect(consent).toMatchObject({ id: CONSENT_ID, version: 1, receipt });
    expect(await read(consent)).toEqual([]);
  });

  it('are not got where the store fails', async () => {
    const store = { ...createMemoryReceiptStore(), find: () => Promise.reject(new Error('disk gone')) };
    const { client } = await connect({ store });
    const resuming = client.at(GATEWAY).resumeSaved(CONSENT_ID);
    await expect(resuming).rejects.toMatchObject({ code: 'store_failed', cause: { message: 'disk gone' } });
  });

  it('are got from the store by consent id', async () => {
    const connected = await connect();
    await obtainConsent(connected);
    const resumed = await connected.client.at(GATEWAY).resumeSaved(CONSENT_ID);
    expect(resumed?.id).toBe(CONSENT_ID);
    expect(await connected.client.at(GATEWAY).resumeSaved('consent_unknown')).toBeUndefined();
    expect(await connected.client.at('https://other.example').resumeSaved(CONSENT_ID)).toBeUndefined();
  });
});

describe('a token that the read API refuses', () => {
  it('is renewed once, and the read goes on', async () => {
    const connected = await connect();
    const consent = await obtainConsent(connected);
    pass(connected, 0);
    connected.gateway.answerNext('/v1/issues', () =>
      problem(401, 'invalid_token', { 'www-authenticate': 'DPoP error="invalid_token"' }),
    );
    expect(await read(consent)).toEqual([]);
    expect(tokenRequests(connected)).toBe(1);
  });

  it('is renewed once for all reads that were refused', async () => {
    const connected = await connect();
    const consent = await obtainConsent(connected);
    await read(consent);
    pass(connected, 0);
    for (let count = 0; count < 5; count += 1) {
      connected.gateway.answerNext('/v1/issues', () => problem(401, 'invalid_token'));
    }
    await Promise.all(Array.from({ length: 5 }, () => read(consent)));
    expect(tokenRequests(connected)).toBe(1);
  });

  it('is an error when the next one is refused too', async () => {
    const connected = await connect();
    const consent = await obtainConsent(connected);
    pass(connected, 0);
    connected.gateway.answerNext('/v1/issues', () => problem(401, 'invalid_token'));
    connected.gateway.answerNext('/v1/issues', () => problem(401, 'invalid_token'));
    await expect(read(consent)).rejects.toMatchObject({ code: 'invalid_token', status: 401 });
    expect(tokenRequests(connected)).toBe(1);
  });

  it('brings the later version of a consent, whose receipt is saved', async () => {
    const store = createMemoryReceiptStore();
    const connected = await connect({ store });
    const consent = await obtainConsent(connected);
    connected.gateway.owner.narrow({ maxReadsPerDay: 400 });
    await read(consent);
    expect(consent.version).toBe(2);
    expect(await store.find({ gateway: GATEWAY, consentId: CONSENT_ID })).toMatchObject({
      version: 2,
      receipt: consent.receipt,
    });
  });

  it('tells the application what became less, once, and goes on', async () => {
    const told: ConsentChanged[] = [];
    const connected = await connect({ onConsentChange: (change) => told.push(change) });
    const consent = await obtainConsent(connected);
    narrowToTitles(connected);
    await read(consent);
    await read(consent);
    expect(told).toEqual([
      {
        gateway: GATEWAY,
        consentId: CONSENT_ID,
        version: 2,
        previousVersion: 1,
        changes: [
          expect.objectContaining({
            isRemoved: false,
            removedCategories: ['preferences', 'contact'],
            removedFields: {
              issues: ['state', 'description'],
              preferences: ['topic'],
              contact: ['kind', 'email', 'reach'],
            },
          }),
        ],
      },
    ]);
    expect(consent.details[0]?.datatypes).toEqual(['issues']);
  });

  it('reads on where the application throws at being told', async () => {
    const thrown = new Promise<unknown>((resolve) => process.once('uncaughtException', resolve));
    const fault = new Error('of the application');
    const onConsentChange = () => {
      throw fault;
    };
    const connected = await connect({ onConsentChange });
    const consent = await obtainConsent(connected);
    narrowToTitles(connected);
    expect(await read(consent)).toEqual([]);
    expect(await thrown).toBe(fault);
  });

  it('narrowed while it was paused says until when, not that its token is old', async () => {
    const connected = await connect();
    const consent = await obtainConsent(connected);
    const resumesAt = inDays(30);
    connected.gateway.owner.pause({ until: resumesAt });
    narrowToTitles(connected);
    await expect(read(consent)).rejects.toMatchObject({ code: 'consent_paused', resumesAt });
  });

  it.each([
    ['an earlier version', { consent_version: 1 }],
    ['another owner', { sub: 'another' }],
    ['another consent', { consent_id: 'consent_other' }],
  ])('does not bring the receipt of %s', async (_case, change) => {
    const connected = await connect();
    const consent = await obtainConsent(connected);
    connected.gateway.owner.narrow({ maxReadsPerDay: 400 });
    await read(consent);
    connected.state.lies.receipt = (claims) => Object.assign(claims, change);
    connected.gateway.answerNext('/v1/issues', () => problem(401, 'invalid_token'));
    await expect(read(consent)).rejects.toMatchObject({ code: 'receipt_mismatch' });
  });
});

describe('an answer of the token endpoint', () => {
  it.each<[string, object]>([
    ['that is bound to no key', { token_type: 'Bearer' }],
    ['for another audience', { access_token: FOR_ANOTHER }],
    ['that is no JWT', { access_token: 'opaque' }],
    ['without a consent', { consent_id: undefined }],
    ['without a receipt', { receipt: undefined }],
  ])('is refused %s', async (_case, change) => {
    const connected = await connect();
    connected.state.lies.token = (body) => ({ ...body, ...change });
    await expect(obtainConsent(connected)).rejects.toMatchObject({ code: 'invalid_response' });
  });

  it('for another audience is not used: nothing is read with it, nowhere', async () => {
    const connected = await connect();
    const consent = await obtainConsent(connected);
    connected.state.lies.token = (body) => ({ ...body, access_token: FOR_ANOTHER });
    pass(connected, TOKEN_LIFE_SECONDS);
    await expect(read(consent)).rejects.toMatchObject({ code: 'invalid_response' });
    expect(connected.gateway.requests).toEqual(['POST /token']);
  });

  it('that does not know the receipt is an error, not an end', async () => {
    const connected = await connect();
    const { receipt } = await obtainConsent(connected);
    const consent = await connected.client.at(GATEWAY).resume(receipt);
    connected.gateway.answerNext('/token', () => Response.json({ error: 'invalid_grant' }, { status: 400 }));
    await expect(read(consent)).rejects.toMatchObject({ code: 'grant_refused' });
  });
});
