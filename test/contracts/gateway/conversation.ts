import { randomUUID } from 'node:crypto';
import { MAX_MESSAGE_LENGTH, VENDOR_MESSAGE_TYP } from '@parley/protocol';
import { generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WireAnswer } from '../../support/wire-vendor.ts';
import { type GatewayWorld, given, type Held, type Reading, read } from './gateway-world.ts';
import { expectProblem } from './reads.ts';

const FIELDS = {
  issues: { required: ['title', 'state', 'createdAt'], optional: ['messages'] },
  preferences: { required: ['topic'], optional: [] },
};
const ASKED = { actions: ['read', 'converse'], fields: FIELDS };

type Item = { id: string; title: string; messages?: unknown[] };

/** What a vendor says in an owner's issue. */
export function conversationContract(world: () => GatewayWorld): void {
  let held: Held;
  let issues: Item[];
  beforeAll(async () => {
    held = await given(world(), ASKED);
    issues = (await read(held, '/issues')).body['items'] as Item[];
  });
  const issue = (title: string): string => issues.find((each) => each.title === title)?.id ?? '';
  const sign = (
    claims: Record<string, unknown>,
    header: object = {},
    by?: Parameters<Held['wire']['sign']>[2],
  ) => {
    const all = {
      iss: world().vendor.clientId,
      aud: world().origin,
      iat: Math.floor(Date.now() / 1000),
      consent_id: held.id,
      issue: issue('A'),
      content: 'We have seen it',
      ...claims,
    };
    return held.wire.sign(all, { typ: VENDOR_MESSAGE_TYP, ...header }, by);
  };
  /** The key of the header is the one of the claims, unless told otherwise. */
  async function send(
    claims: Record<string, unknown> = {},
    { to = issue('A'), from = held, header = {}, key, ...rest }: Reading & SendOptions = {},
  ): Promise<WireAnswer> {
    const jti = claims['jti'] ?? randomUUID();
    const message = await sign({ jti, consent_id: from.id, ...claims }, header, rest.by);
    const headers = key === false ? {} : { 'idempotency-key': key ?? String(jti) };
    const { by: _, ...reading } = rest;
    return read(from, `/issues/${to}/messages`, { method: 'POST', headers, body: { message }, ...reading });
  }
  const threadOf = async (title: string) =>
    ((await read(held, `/issues/${issue(title)}`)).body['messages'] ?? []) as object[];

  it('stands in the thread, and says what it proposes', async () => {
    const before = await threadOf('A');
    const { status, body } = await send({ content: 'It is fixed.\nIs it?', proposes: 'fixed' });
    expect([status, body]).toEqual([
      201,
      { id: expect.stringMatching(/^item_/), createdAt: expect.any(String) },
    ]);
    expect(await threadOf('A')).toEqual([
      ...before,
      { ...body, content: 'It is fixed.\nIs it?', from: 'vendor', proposes: 'fixed' },
    ]);
    const [first] = (await read(held, '/issues?fields=title,state')).body['items'] as object[];
    expect(first).toMatchObject({ state: 'open' });
  });

  it('is one message however often it is sent, also signed anew', async () => {
    const jti = randomUUID();
    const first = await send({ jti, issue: issue('B') }, { to: issue('B') });
    const again = await send(
      { jti, issue: issue('B'), iat: Math.floor(Date.now() / 1000) - 5 },
      { to: issue('B') },
    );
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
    expect(await threadOf('B')).toHaveLength(1);
  });

  it('is refused where its key belongs to other words, and to another issue', async () => {
    const jti = randomUUID();
    expect((await send({ jti })).status).toBe(201);
    const before = await threadOf('A');
    expectProblem(await send({ jti, content: 'Something else' }), 'idempotency_key_reused');
    expectProblem(await send({ jti, proposes: 'fixed' }), 'idempotency_key_reused');
    expectProblem(await send({ jti, issue: issue('B') }, { to: issue('B') }), 'idempotency_key_reused');
    expect(await threadOf('A')).toEqual(before);
  });

  describe('adds nothing', () => {
    const tooLong = 'x'.repeat(MAX_MESSAGE_LENGTH + 1);
    it.each<[string, Record<string, unknown>, Parameters<typeof send>[1]]>([
      ['without a key', {}, { key: false }],
      ['with a short key', { jti: 'short' }, {}],
      ['with another key than the signed one', {}, { key: randomUUID() }],
      ['empty', { content: '' }, {}],
      ['of spaces', { content: ' \n ' }, {}],
      ['too long', { content: tooLong }, {}],
      ['with a control character', { content: 'a\u0000b' }, {}],
      ['that turns the text around it', { content: 'a\u202eb' }, {}],
      ['with half a character', { content: 'a\ud800' }, {}],
      ['that proposes to close', { proposes: 'closed' }, {}],
      ['of somebody else', { iss: 'https://other.example/client.json' }, {}],
      ['for another gateway', { aud: 'https://other.example' }, {}],
      ['about another consent', { consent_id: 'consent_other' }, {}],
      ['about another issue', { issue: 'item_other' }, {}],
      ['of the day before yesterday', { iat: Math.floor(Date.now() / 1000) - 2 * 86_400 }, {}],
      ['from the future', { iat: Math.floor(Date.now() / 1000) + 600 }, {}],
      ['signed as something else', {}, { header: { typ: 'parley-deletion-report+jwt' } }],
    ])('%s', async (_what, claims, options) => {
      const before = await threadOf('A');
      expectProblem(await send(claims, options), 'invalid_request');
      expect(await threadOf('A')).toEqual(before);
    });

    it('signed by a key that is not the vendor’s', async () => {
      const { privateKey } = await generateKeyPair('ES256');
      expectProblem(await send({}, { by: privateKey }), 'invalid_request');
    });

    it('for an issue that is not there', async () => {
      expectProblem(await send({ issue: 'item_other' }, { to: 'item_other' }), 'not_found');
    });

    it.each<[string, Reading]>([
      ['without a purpose', { purpose: undefined }],
      ['for another purpose', { purpose: 'https://w3id.org/dpv#Marketing' }],
    ])('%s', async (_what, reading) => {
      expectProblem(await send({}, reading), 'insufficient_authorization');
    });

    it('where the consent lets the vendor only read', async () => {
      const reader = await given(world(), { ...ASKED, actions: ['read'] });
      expectProblem(await send({}, { from: reader }), 'insufficient_authorization');
    });

    it('without a genuine token or proof', async () => {
      expectProblem(await send({}, { token: 'no.token.atall' }), 'invalid_token');
      expectProblem(await send({}, { proof: { claims: { htm: 'GET' } } }), 'invalid_dpop_proof');
    });
  });

  it('is refused from the moment the owner pauses, and after the end', async () => {
    const stopped = await given(world(), ASKED);
    await world().pause(stopped.id);
    const before = await threadOf('A');
    expectProblem(await send({}, { from: stopped }), 'consent_paused', { consent_status: 'paused' });
    await world().withdraw(stopped.id);
    const { status, body } = await send({}, { from: stopped });
    expect([status, body['code'], body['consent_status']]).toEqual([401, 'invalid_token', 'withdrawn']);
    expect(await threadOf('A')).toEqual(before);
  });

  it('may be of its greatest length', async () => {
    const content = 'x'.repeat(MAX_MESSAGE_LENGTH);
    const { status } = await send({ content, issue: issue('C') }, { to: issue('C') });
    expect(status).toBe(201);
    expect((await threadOf('C')).at(-1)).toMatchObject({ content });
  });
}

interface SendOptions {
  readonly to?: string;
  readonly from?: Held;
  readonly header?: object;
  readonly key?: string | false;
  readonly by?: CryptoKey;
}
