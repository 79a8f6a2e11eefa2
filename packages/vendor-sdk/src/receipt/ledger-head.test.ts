import { LEDGER_HEAD_TYP } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { type Consent, createMemoryReceiptStore, type ReceiptStore } from '../index.ts';
import {
  CARE,
  CLIENT_ID,
  CONSENT_ID,
  type Connected,
  connect,
  GATEWAY,
  listOf,
  obtainConsent,
} from '../test-support/connect.ts';
import { TOKEN_LIFE_SECONDS } from '../testing/endpoints/token.ts';
import { signRecord } from '../testing/fake-keys.ts';

const LINK = 'A'.repeat(43);

/** What the gateway gives beside the next tokens. */
function tell({ state, clock }: Connected, claims: object, header: object = {}): void {
  state.lies.token = async (body) => ({
    ...body,
    ledger_head: await signRecord(
      {
        iss: GATEWAY,
        aud: CLIENT_ID,
        iat: Math.floor(clock.now.getTime() / 1000),
        consent_id: CONSENT_ID,
        sequence: 1,
        link: LINK,
        ...claims,
      },
      { typ: LEDGER_HEAD_TYP, ...header },
    ),
  });
}

async function readAnew({ clock }: Connected, consent: Consent): Promise<void> {
  clock.now = new Date(clock.now.getTime() + TOKEN_LIFE_SECONDS * 1000);
  await listOf(consent.issues.list({ purpose: CARE }));
}

async function obtained(): Promise<{ connected: Connected; consent: Consent; store: ReceiptStore }> {
  const store = createMemoryReceiptStore();
  const connected = await connect({ store });
  return { connected, consent: await obtainConsent(connected), store };
}

const keptBy = async (store: ReceiptStore) =>
  (await store.find({ gateway: GATEWAY, consentId: CONSENT_ID }))?.head;

describe('the head of the ledger', () => {
  it('is kept with the receipt when it comes beside a token, and is there after a restart', async () => {
    const { connected, consent, store } = await obtained();
    expect(consent.ledgerHead).toBeUndefined();
    tell(connected, { sequence: 7 });
    await readAnew(connected, consent);
    expect(consent.ledgerHead).toMatchObject({ sequence: 7, signedAt: expect.stringMatching(/T.*Z$/) });
    expect(await keptBy(store)).toEqual(consent.ledgerHead);
    const again = await connected.client.at(GATEWAY).resumeSaved(CONSENT_ID);
    expect(again?.ledgerHead).toEqual(consent.ledgerHead);
  });

  it('gives way to one that covers more, never to one that covers less', async () => {
    const { connected, consent, store } = await obtained();
    for (const [sequence, kept] of [
      [7, 7],
      [3, 7],
      [7, 7],
      [9, 9],
    ]) {
      tell(connected, { sequence });
      await readAnew(connected, consent);
      expect((await keptBy(store))?.sequence).toBe(kept);
      expect(consent.ledgerHead?.sequence).toBe(kept);
    }
  });

  it('stays with a later version', async () => {
    const { connected, consent, store } = await obtained();
    tell(connected, { sequence: 7 });
    await readAnew(connected, consent);
    delete connected.state.lies.token;
    connected.gateway.owner.narrow({ fields: { issues: ['title'] } });
    await readAnew(connected, consent);
    expect(consent.version).toBe(2);
    expect((await keptBy(store))?.sequence).toBe(7);
  });

  it.each([
    ['of another gateway', { iss: 'https://other.example' }, {}],
    ['for another vendor', { aud: 'https://other.example' }, {}],
    ['of another consent', { consent_id: 'consent_BBBBBBBBBBBBBBBBBBBBBB' }, {}],
    ['without a link', { link: undefined }, {}],
    ['of another kind', {}, { typ: 'parley-block+jwt' }],
  ])('that is %s is refused, and nothing is kept', async (_what, claims, header) => {
    const { connected, consent, store } = await obtained();
    tell(connected, claims, header);
    await expect(readAnew(connected, consent)).rejects.toMatchObject({ code: 'invalid_response' });
    expect(await keptBy(store)).toBeUndefined();
  });
});
