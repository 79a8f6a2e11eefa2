import { describe, expect, it } from 'vitest';
import { CARE, type Connected, connect, ENTRY, GATEWAY, REDIRECT_URI } from '../test-support/connect.ts';
import type { Consent } from './consent.ts';

const DETAILS = [
  {
    ...ENTRY,
    actions: ['read' as const, 'converse' as const],
    fields: { issues: { required: ['title', 'messages'] } },
    datatypes: ['issues'],
  },
];
const KEY = 'reply-4711-of-our-desk';

async function given({ gateway, client, state }: Connected): Promise<Consent> {
  state.data = { issues: [{ id: 'item_1', title: 'Line drops' }] };
  const asking = client.at(GATEWAY);
  const { url, handle } = await asking.ask({ details: DETAILS, redirectUri: REDIRECT_URI });
  return asking.exchange({ callbackUrl: gateway.owner.give(url), handle });
}

describe('a reply', () => {
  it('stands in the thread that the vendor reads', async () => {
    const consent = await given(await connect());
    const sent = await consent.reply('item_1', { purpose: CARE, content: 'It is fixed.', proposes: 'fixed' });
    expect((await consent.issues.get('item_1', { purpose: CARE })).messages).toEqual([
      { ...sent, content: 'It is fixed.', from: 'vendor', proposes: 'fixed' },
    ]);
  });

  it('is one message under one key, and another one without', async () => {
    const consent = await given(await connect());
    const options = { purpose: CARE, content: 'On our way' };
    const first = await consent.reply('item_1', { ...options, idempotencyKey: KEY });
    expect(await consent.reply('item_1', { ...options, idempotencyKey: KEY })).toEqual(first);
    expect(await consent.reply('item_1', options)).not.toEqual(first);
    const other = consent.reply('item_1', { ...options, content: 'Not today', idempotencyKey: KEY });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect((await consent.issues.get('item_1', { purpose: CARE })).messages).toHaveLength(2);
  });

  it('whose answer is lost is sent again, as the same message', async () => {
    const connected = await connect();
    const consent = await given(connected);
    const honest = connected.gateway.fetch;
    let lost = 0;
    const losing: typeof fetch = async (input, init) => {
      const answer = await honest(input, init);
      if (init?.method !== 'POST' || lost > 0) return answer;
      lost += 1;
      throw new TypeError('the connection was cut');
    };
    Object.assign(connected.gateway, { fetch: losing });
    const sent = await consent.reply('item_1', { purpose: CARE, content: 'On our way' });
    expect(lost).toBe(1);
    expect((await consent.issues.get('item_1', { purpose: CARE })).messages).toMatchObject([sent]);
  });

  it.each<[string, string, object, string]>([
    ['empty', 'item_1', { content: '' }, 'invalid_options'],
    ['too long', 'item_1', { content: 'x'.repeat(10_001) }, 'invalid_options'],
    ['that turns the text around it', 'item_1', { content: 'a\u202eb' }, 'invalid_options'],
    ['with a proposal that there is not', 'item_1', { proposes: 'closed' }, 'invalid_options'],
    ['with a key that is too short', 'item_1', { idempotencyKey: 'short' }, 'invalid_options'],
    ['to what is no id', '../consent', {}, 'not_found'],
  ])('%s is refused before anything is sent', async (_what, issue, wrong, code) => {
    const connected = await connect();
    const consent = await given(connected);
    connected.gateway.requests.length = 0;
    const options = { purpose: CARE, content: 'Hello', ...wrong };
    await expect(consent.reply(issue, options)).rejects.toMatchObject({ code });
    expect(connected.gateway.requests).toEqual([]);
  });

  it('after the end is the error of the end', async () => {
    const connected = await connect();
    const consent = await given(connected);
    connected.gateway.owner.withdraw();
    const late = consent.reply('item_1', { purpose: CARE, content: 'Too late' });
    await expect(late).rejects.toMatchObject({ code: 'consent_withdrawn' });
    expect(consent.ended).toMatchObject({ status: 'withdrawn' });
  });
});
