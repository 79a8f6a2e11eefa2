// Every act in every state of a consent: allowed or refused with its code, by whom, and what is written where.
import { readSettings } from '@parley/consent-gateway';
import { revokeConsent } from '@parley/consent-gateway/testing';
import { type AuthorizationDetails, type ConsentStatus, receiptClaimsSchema } from '@parley/protocol';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

type Act = 'narrow' | 'extend' | 'pause' | 'resume' | 'withdraw' | 'relinquish' | 'revoke' | 'expire';

/** Where it leads, as `state version`; or how it is refused. */
const TABLE: Record<ConsentStatus, Record<Act, string>> = {
  given: {
    narrow: 'given 2',
    extend: 'given 2',
    pause: 'paused 1',
    resume: 'refused: 409 conflict',
    withdraw: 'withdrawn 1',
    relinquish: 'relinquished 1',
    revoke: 'revoked 1',
    expire: 'expired 1',
  },
  paused: {
    narrow: 'paused 2',
    extend: 'refused: 409 conflict',
    pause: 'refused: 409 conflict',
    resume: 'given 1',
    withdraw: 'withdrawn 1',
    relinquish: 'relinquished 1',
    revoke: 'revoked 1',
    expire: 'expired 1',
  },
  withdrawn: ended(),
  relinquished: ended(),
  revoked: ended(),
  expired: ended(),
};

function ended(): Record<Act, string> {
  return {
    narrow: 'refused: 409 consent_ended',
    extend: 'refused: 409 consent_ended',
    pause: 'refused: 409 consent_ended',
    resume: 'refused: 409 consent_ended',
    withdraw: 'refused: 409 consent_ended',
    relinquish: 'refused: 401 invalid_token',
    revoke: 'refused: the command fails',
    expire: 'refused: nothing is due',
  };
}

/** Who does it, and what the pod's file says of it afterwards. */
const BY: Record<Act, string> = {
  narrow: 'owner',
  extend: 'owner',
  pause: 'owner',
  resume: 'owner',
  withdraw: 'owner',
  relinquish: 'vendor',
  revoke: 'operator',
  expire: 'gateway',
};
const IN_POD: Record<ConsentStatus, string> = {
  given: 'dpv#ConsentGiven',
  paused: 'parley#ConsentPaused',
  withdrawn: 'dpv#ConsentWithdrawn',
  relinquished: 'dpv#ConsentRevoked',
  revoked: 'dpv#ConsentRevoked',
  expired: 'dpv#ConsentExpired',
};

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

const detailsOf = (consent: WireConsent): AuthorizationDetails =>
  receiptClaimsSchema.parse(decodeJwt(consent.receipt)).authorization_details;

const statusOf = async ({ consentId }: WireConsent): Promise<string> => {
  const [row] = await gateway.query<{ state: string }>(
    "SELECT status || ' ' || version AS state FROM consent WHERE id = $1",
    [consentId],
  );
  return row?.state ?? 'nothing';
};

const ownerActs: Record<string, (consent: WireConsent) => object> = {
  narrow: (consent) => ({
    details: detailsOf(consent).map((entry) => ({
      ...entry,
      access: { ...entry.access, maxReadsPerDay: 5 },
    })),
  }),
  extend: () => ({ until: inDays(300) }),
  pause: () => ({}),
  resume: () => ({}),
  withdraw: () => ({}),
};

/** Carries an act out as whoever does it would: `done`, or how it was refused. */
async function carryOut(act: Act, consent: WireConsent): Promise<string> {
  const { consentId } = consent;
  const body = ownerActs[act];
  if (body !== undefined) {
    const answer = await alice.app.act(`/consents/${consentId}/${act}`, body(consent));
    return answer.status === 200
      ? 'done'
      : `refused: ${answer.status} ${(answer.body as { code: string }).code}`;
  }
  if (act === 'relinquish') {
    const { accessToken } = consent;
    const answer = await consent.wire.read('/v1/consent', { accessToken, method: 'DELETE' });
    return answer.status === 200 ? 'done' : `refused: ${answer.status} ${String(answer.body['code'])}`;
  }
  if (act === 'revoke') {
    const options = { settings: readSettings(gateway.environment), databaseUrl: gateway.databaseUrl };
    return revokeConsent({ consentId, reason: 'the table says so' }, options).then(
      () => 'done',
      () => 'refused: the command fails',
    );
  }
  const [due] = await gateway.query(
    `UPDATE consent SET until = now() - interval '1 second' WHERE id = $1 AND status IN ('given', 'paused') RETURNING id`,
    [consentId],
  );
  if (due === undefined) return 'refused: nothing is due';
  await expect.poll(() => statusOf(consent), { timeout: 20_000, interval: 200 }).toBe('expired 1');
  return 'done';
}

const WAYS: Record<ConsentStatus, Act | undefined> = {
  given: undefined,
  paused: 'pause',
  withdrawn: 'withdraw',
  relinquished: 'relinquish',
  revoked: 'revoke',
  expired: 'expire',
};

async function consentThatIs(state: ConsentStatus): Promise<WireConsent> {
  const consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  const way = WAYS[state];
  if (way !== undefined) expect(await carryOut(way, consent)).toBe('done');
  expect(await statusOf(consent)).toBe(`${state} 1`);
  return consent;
}

/** All that an act may write: the index, the ledger, and what the pod is told. */
const writtenOf = async ({ consentId }: WireConsent) =>
  gateway.query(
    `SELECT status, version, chain_sha256, statements,
      (SELECT json_agg(body::jsonb - 'id' ORDER BY at) FROM journal j WHERE j.consent_id = c.id) AS ledger
     FROM consent c WHERE id = $1`,
    [consentId],
  );
const file = async ({ consentId }: WireConsent): Promise<string> =>
  (await alice.fetch(`${alice.container}consents/${consentId}.ttl`)).text();
const readStatus = async ({ wire, accessToken }: WireConsent): Promise<number> =>
  (await wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE })).status;

const states = Object.entries(TABLE) as [ConsentStatus, Record<Act, string>][];

describe.each(states)('a consent that is %s', (state, row) => {
  it.each(Object.entries(row) as [Act, string][])('%s → %s', async (act, outcome) => {
    const consent = await consentThatIs(state);
    const before = await writtenOf(consent);
    const answered = await carryOut(act, consent);
    if (outcome.startsWith('refused')) {
      expect(answered).toBe(outcome);
      expect(await writtenOf(consent)).toEqual(before);
      return;
    }
    expect(answered).toBe('done');
    expect(await statusOf(consent)).toBe(outcome);
    const [status, version] = outcome.split(' ') as [ConsentStatus, string];
    const [written] = await writtenOf(consent);
    const entries = written?.['ledger'] as { act?: string; by?: string; version: number }[];
    expect(entries.findLast((entry) => entry.act !== undefined)).toMatchObject({
      act,
      by: BY[act],
      version: Number(version),
    });
    // Its statement is the next of the file, and names the state.
    const number = Number((before[0] as { statements: number }).statements) + 1;
    const [prefix = '', name = ''] = (IN_POD[status] ?? '').split('#');
    expect(prefix).not.toBe('');
    await expect
      .poll(() => file(consent), { timeout: 20_000, interval: 200 })
      .toMatch(new RegExp(`s${number}-status[^.]*${name}`));
    // Only what is given at the token's own version is read.
    expect(await readStatus(consent)).toBe(
      outcome === 'given 1' ? 200 : status === 'paused' && version === '1' ? 403 : 401,
    );
  });
});
