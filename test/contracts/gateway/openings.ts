import { randomUUID } from 'node:crypto';
import {
  MAX_OPENING_LENGTH,
  MAX_OPENING_TITLE,
  VENDOR_MESSAGE_TYP,
  VENDOR_OPENING_TYP,
} from '@parley/protocol';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WireAnswer } from '../../support/wire-vendor.ts';
import { type GatewayWorld, given, type Held, type Reading, read } from './gateway-world.ts';
import { expectProblem } from './reads.ts';

const FIELDS = {
  issues: { required: ['title', 'state', 'kind', 'createdAt'], optional: ['messages'] },
  preferences: { required: ['topic'], optional: [] },
};
const ASKED = { actions: ['read', 'converse'], fields: FIELDS };
const WORDS = { kind: 'recall', title: 'Recall of your router', content: 'It can get hot.\nUnplug it.' };

/** A thread that a vendor begins. Of one consent only three may be begun in a day. */
export function openingsContract(world: () => GatewayWorld): void {
  let held: Held;
  beforeAll(async () => {
    held = await given(world(), ASKED);
  });
  afterEach(() => world().muteOpenings(false));

  const sign = (claims: Record<string, unknown>, from: Held, typ = VENDOR_OPENING_TYP) =>
    from.wire.sign(
      {
        iss: world().vendor.clientId,
        aud: world().origin,
        iat: Math.floor(Date.now() / 1000),
        consent_id: from.id,
        ...claims,
      },
      { typ },
    );
  async function open(
    claims: Record<string, unknown> = {},
    { from = held, typ, key, ...reading }: Reading & { from?: Held; typ?: string; key?: string } = {},
  ): Promise<WireAnswer> {
    const jti = claims['jti'] ?? randomUUID();
    const message = await sign({ ...WORDS, jti, ...claims }, from, typ);
    const headers = { 'idempotency-key': key ?? String(jti) };
    return read(from, '/issues', { method: 'POST', headers, body: { message }, ...reading });
  }
  const titles = async () =>
    ((await read(held, '/issues')).body['items'] as { title: string }[]).map(({ title }) => title).sort();

  it('is read by the vendor from the start, and is one however often it is sent', async () => {
    const jti = randomUUID();
    const first = await open({ jti });
    expect([first.status, first.body]).toEqual([
      201,
      { id: expect.stringMatching(/^item_/), createdAt: expect.any(String) },
    ]);
    const again = await open({ jti, iat: Math.floor(Date.now() / 1000) - 5 });
    expect([again.status, again.body]).toEqual([200, first.body]);
    expectProblem(await open({ jti, title: 'Another title' }), 'idempotency_key_reused');
    const id = String(first.body['id']);
    const { body } = await read(held, `/issues/${id}`);
    expect(body).toMatchObject({ id, title: WORDS.title, kind: 'recall', state: 'open' });
    expect(body['messages']).toMatchObject([{ content: WORDS.content, from: 'vendor' }]);
    expect((await titles()).filter((title) => title === WORDS.title)).toHaveLength(1);

    const said = { jti: randomUUID(), issue: id, content: 'It is on its way' };
    const reply = await read(held, `/issues/${id}/messages`, {
      method: 'POST',
      headers: { 'idempotency-key': said.jti },
      body: { message: await sign(said, held, VENDOR_MESSAGE_TYP) },
    });
    expect(reply.status).toBe(201);
    const after = (await read(held, `/issues/${id}`)).body['messages'] as object[];
    expect(after.at(-1)).toMatchObject({ ...reply.body, content: 'It is on its way' });
    expect(after).toHaveLength(2);
  });

  describe('is not begun', () => {
    it.each<[string, Record<string, unknown>, Parameters<typeof open>[1]]>([
      ['with another key than the signed one', {}, { key: randomUUID() }],
      ['without a title', { title: '' }, {}],
      ['with a title of two lines', { title: 'a\nb' }, {}],
      ['with a title that turns the text around it', { title: 'a\u202eb' }, {}],
      ['with a title that is too long', { title: 'x'.repeat(MAX_OPENING_TITLE + 1) }, {}],
      ['with too much in it', { content: 'x'.repeat(MAX_OPENING_LENGTH + 1) }, {}],
      ['with a control character', { content: 'a\u0000b' }, {}],
      ['for what nothing is begun for', { kind: 'advertisement' }, {}],
      ['about another consent', { consent_id: 'consent_other' }, {}],
      ['for another gateway', { aud: 'https://other.example' }, {}],
      ['of the day before yesterday', { iat: Math.floor(Date.now() / 1000) - 2 * 86_400 }, {}],
      ['signed as a message', {}, { typ: VENDOR_MESSAGE_TYP }],
    ])('%s', async (_what, claims, options) => {
      const before = await titles();
      expectProblem(await open(claims, options), 'invalid_request');
      expect(await titles()).toEqual(before);
    });

    it('where the owner does not want it, and that is all that is said', async () => {
      const before = await titles();
      await world().muteOpenings(true);
      expectProblem(await open(), 'openings_not_wanted');
      expect(await titles()).toEqual(before);
    });

    it('without the purpose or the action, of a kind that the vendor may not read, and after a stop', async () => {
      expectProblem(await open({}, { purpose: undefined }), 'insufficient_authorization');
      const faults = { issues: { kinds: ['fault'] } };
      const some = await given(world(), { ...ASKED, filter: faults });
      expectProblem(await open({}, { from: some }), 'insufficient_authorization');
      await world().pause(some.id);
      expectProblem(await open({}, { from: some }), 'consent_paused', { consent_status: 'paused' });
      await world().withdraw(some.id);
      const { status, body } = await open({}, { from: some });
      expect([status, body['code'], body['consent_status']]).toEqual([401, 'invalid_token', 'withdrawn']);
      const reader = await given(world(), { ...ASKED, actions: ['read'] });
      expectProblem(await open({}, { from: reader }), 'insufficient_authorization');
    });
  });

  it('is refused after three in a day', async () => {
    for (const title of ['Second', 'Third']) expect((await open({ title })).status).toBe(201);
    const { status, body, headers } = await open({ title: 'Fourth' });
    expect([status, body['code'], headers.get('retry-after')]).toEqual([429, 'too_many_requests', '3600']);
    expect(await titles()).not.toContain('Fourth');
  });
}
