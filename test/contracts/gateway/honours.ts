import { randomUUID } from 'node:crypto';
import { type ApprovedItem, HONOUR_TYP, itemVersion } from '@parley/protocol';
import { generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WireAnswer } from '../../support/wire-vendor.ts';
import { type GatewayWorld, given, type Held, type Reading, read } from './gateway-world.ts';
import { expectProblem } from './reads.ts';

const ASKED = {
  datatypes: ['preferences'],
  fields: { preferences: { required: ['topic', 'statement'], optional: [] } },
};

/** What a vendor says that it did with a preference. */
export function honoursContract(world: () => GatewayWorld): void {
  let held: Held;
  let preference: ApprovedItem;
  beforeAll(async () => {
    held = await given(world(), ASKED);
    const { items } = (await read(held, '/preferences')).body as { items: ApprovedItem[] };
    preference = items[0] as ApprovedItem;
  });
  async function say(
    claims: Record<string, unknown> = {},
    { to = preference.id, from = held, typ = HONOUR_TYP, by, ...reading }: SayOptions = {},
  ): Promise<WireAnswer> {
    const all = {
      iss: world().vendor.clientId,
      aud: world().origin,
      iat: Math.floor(Date.now() / 1000),
      jti: randomUUID(),
      consent_id: from.id,
      preference: preference.id,
      preference_sha256: await itemVersion(preference),
      action: 'honoured',
      ...claims,
    };
    const statement = await held.wire.sign(all, { typ }, by);
    const body = { statement };
    return read(from, `/preferences/${to}/honours`, { method: 'POST', body, ...reading });
  }

  it('is taken, of the version that is in force', async () => {
    const { status, body } = await say({ action: 'could_not', reason: 'too_late' });
    expect([status, body]).toEqual([201, { recordedAt: expect.any(String), of: 'current' }]);
  });

  it('is taken as of an earlier version where the preference reads otherwise by now', async () => {
    const { status, body } = await say({
      preference_sha256: await itemVersion({ ...preference, topic: 'as it was' }),
    });
    expect([status, body['of']]).toEqual([201, 'earlier']);
  });

  it('is one statement however often it is sent, and no other under the same key', async () => {
    const jti = randomUUID();
    const first = await say({ jti });
    const again = await say({ jti, iat: Math.floor(Date.now() / 1000) - 5 });
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
    expectProblem(await say({ jti, action: 'could_not' }), 'idempotency_key_reused');
  });

  describe('is not taken', () => {
    it.each<[string, Record<string, unknown>, SayOptions]>([
      ['with a short key', { jti: 'short' }, {}],
      ['with an act that there is none', { action: 'ignored' }, {}],
      ['with a reason that is none', { action: 'could_not', reason: 'the weather' }, {}],
      ['without a version', { preference_sha256: undefined }, {}],
      ['of somebody else', { iss: 'https://other.example/client.json' }, {}],
      ['for another gateway', { aud: 'https://other.example' }, {}],
      ['about another consent', { consent_id: 'consent_other' }, {}],
      ['about another preference', { preference: 'item_other' }, {}],
      ['of the day before yesterday', { iat: Math.floor(Date.now() / 1000) - 2 * 86_400 }, {}],
      ['from the future', { iat: Math.floor(Date.now() / 1000) + 600 }, {}],
      ['signed as a message', {}, { typ: 'parley-message+jwt' }],
    ])('%s', async (_what, claims, options) => {
      expectProblem(await say(claims, options), 'invalid_request');
    });

    it('signed by a key that is not the vendor’s', async () => {
      const { privateKey } = await generateKeyPair('ES256');
      expectProblem(await say({}, { by: privateKey }), 'invalid_request');
    });

    it('about a preference that is not there', async () => {
      expectProblem(await say({ preference: 'item_other' }, { to: 'item_other' }), 'not_found');
    });

    it.each<[string, Reading]>([
      ['without a purpose', { purpose: undefined }],
      ['for another purpose', { purpose: 'https://w3id.org/dpv#Marketing' }],
    ])('%s', async (_what, reading) => {
      expectProblem(await say({}, reading), 'insufficient_authorization');
    });

    it('without a genuine token', async () => {
      expectProblem(await say({}, { token: 'no.token.atall' }), 'invalid_token');
    });
  });

  it('is refused from the moment the owner pauses, and after the end', async () => {
    const stopped = await given(world(), ASKED);
    await world().pause(stopped.id);
    expectProblem(await say({}, { from: stopped }), 'consent_paused', { consent_status: 'paused' });
    await world().withdraw(stopped.id);
    const { status, body } = await say({}, { from: stopped });
    expect([status, body['code'], body['consent_status']]).toEqual([401, 'invalid_token', 'withdrawn']);
  });
}

interface SayOptions extends Reading {
  readonly to?: string;
  readonly from?: Held;
  readonly typ?: string;
  readonly by?: CryptoKey;
}
