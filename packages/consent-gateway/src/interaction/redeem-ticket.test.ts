import { NO_TERMS } from '@parley/protocol';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccessRequest, AccessRequestStore } from '../access-request/access-request.ts';
import type { TermsReading } from '../access-request/standing-terms.ts';
import { GatewayError } from '../gateway-error.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type MemoryConsents, memoryConsents } from '../testing/memory-consents.ts';
import { memorySecrets } from '../testing/memory-secrets.ts';
import { testAsker, testOwner, testRequest } from '../testing/test-asking.ts';
import { testEntry } from '../testing/test-vendor.ts';
import type { LastWord } from './outcome.ts';
import { redeemTicket } from './redeem-ticket.ts';
import type { PendingDecision, SignInStore } from './sign-in.ts';

const confirmed: PendingDecision = {
  requestId: 'request_1',
  interactionUid: 'uid',
  webId: testOwner.webId,
  issuer: 'https://idp.example/',
  approved: [testEntry()],
  decision: 'the decision',
  idToken: 'the.id.token',
};
let secrets: Secrets;
let memory: MemoryConsents;
let signIns: Map<string, PendingDecision>;
let decided: Map<string, AccessRequest>;
let owner: typeof testOwner | undefined;
let asked: AccessRequest;
let terms: TermsReading;
let refusedBy: (string | null)[];
beforeAll(async () => {
  secrets = await memorySecrets();
});
beforeEach(() => {
  memory = memoryConsents();
  [signIns, decided, owner] = [new Map(), new Map(), testOwner];
  [asked, terms, refusedBy] = [testRequest(), { status: 'none' }, []];
});
const redeem = (ticketHash: string, word?: LastWord) => {
  const store: Pick<SignInStore, 'findConfirmed' | 'remove'> = {
    findConfirmed: async (requestId, hash) => signIns.get(`${requestId} ${hash}`),
    remove: async (hash) => void signIns.delete(`request_1 ${hash}`),
  };
  const requests: Pick<AccessRequestStore, 'useTicket' | 'refuse'> = {
    refuse: async (_requestId, ownerId) => refusedBy.push(ownerId) === 1,
    useTicket: async (requestId, hash) => {
      const found = decided.get(`${requestId} ${hash}`);
      decided.delete(`${requestId} ${hash}`);
      return found;
    },
  };
  return redeemTicket(asked, ticketHash, {
    ...memory,
    secrets,
    gateway: 'https://gw.example',
    signIns: store as SignInStore,
    requests: requests as AccessRequestStore,
    owners: { find: async (ownerId) => (ownerId === owner?.ownerId ? owner : undefined) },
    findVendor: async () => testAsker,
    readTerms: async () => terms,
    word,
    ownerIdOf: (webId) => (webId === testOwner.webId ? 'owner_1' : 'owner_2'),
  });
};
const REFUSED = { name: 'GatewayError', code: 'access_denied', message: 'the ticket is not good' };

describe('the ticket of a sign-in', () => {
  beforeEach(() => signIns.set('request_1 hash', confirmed));

  it('gives what was decided, with the provider’s word as evidence, and is used up', async () => {
    const outcome = await redeem('hash');
    const [consent] = memory.consents.values();
    expect(outcome).toEqual({ kind: 'given', ownerId: 'owner_1', consentId: consent?.consentId });
    expect(JSON.parse(memory.pod[0]?.evidence ?? '')).toEqual({
      kind: 'id-token',
      idToken: 'the.id.token',
      decision: 'the decision',
    });
    await expect(redeem('hash')).rejects.toMatchObject(REFUSED);
  });

  it('stays good while the pod does not answer', async () => {
    memory.faults = { create: new GatewayError('temporarily_unavailable', 'the pod is down') };
    await expect(redeem('hash')).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    memory.faults = {};
    expect(await redeem('hash')).toMatchObject({ kind: 'given' });
  });

  it('gives nothing of an owner who has no pod here', async () => {
    owner = undefined;
    await expect(redeem('hash')).rejects.toMatchObject({
      code: 'not_connected',
      message: 'the owner has no connected pod',
    });
    expect(memory.log).toEqual([]);
  });

  it('gives nothing for another request', async () => {
    signIns = new Map([['request_2 hash', confirmed]]);
    await expect(redeem('hash')).rejects.toMatchObject(REFUSED);
  });
});

describe('a decision beyond the own terms of who signed in', () => {
  const approved = [testEntry({ recipients: ['Globex'] })];
  const given = () => [...memory.consents.values()].map(({ details }) => details);
  beforeEach(() => {
    asked = testRequest({ details: approved });
    signIns.set('request_1 hash', { ...confirmed, approved });
    terms = { status: 'read', terms: { ...NO_TERMS, recipients: 'none' } };
  });

  it('is told first, and nothing is done before the last word', async () => {
    for (const _ of ['once', 'again']) {
      expect(await redeem('hash')).toMatchObject({
        kind: 'undecided',
        terms: { termsStatus: 'applied', breaches: [{ code: 'recipients_not_allowed' }] },
      });
    }
    expect([memory.log, refusedBy]).toEqual([[], []]);
  });

  it('is given all the same, once', async () => {
    expect(await redeem('hash', 'give')).toMatchObject({ kind: 'given' });
    expect(given()).toEqual([approved]);
    await expect(redeem('hash', 'give')).rejects.toMatchObject(REFUSED);
  });

  it('is given as far as the terms allow', async () => {
    expect(await redeem('hash', 'within')).toMatchObject({ kind: 'given' });
    expect(given()).toEqual([[{ ...approved[0], recipients: [] }]]);
  });

  it('is refused in the name of who signed in, once', async () => {
    expect(await redeem('hash', 'refuse')).toEqual({ kind: 'refused' });
    expect([refusedBy, given()]).toEqual([['owner_1'], []]);
    await expect(redeem('hash', 'refuse')).rejects.toMatchObject(REFUSED);
    signIns.set('request_1 hash', { ...confirmed, approved });
    await expect(redeem('hash', 'refuse')).rejects.toMatchObject({ code: 'request_ended' });
  });

  it.each(['malformed', 'unreadable'] as const)(
    'may be one: %s terms are told, and allow no part of it',
    async (status) => {
      terms = { status };
      for (const word of [undefined, 'within'] as const)
        expect(await redeem('hash', word)).toMatchObject({
          kind: 'undecided',
          terms: { termsStatus: status, breaches: null },
        });
      expect(await redeem('hash', 'give')).toMatchObject({ kind: 'given' });
    },
  );

  it('has no part that they allow where the vendor promises too little', async () => {
    terms = { status: 'read', terms: { ...NO_TERMS, longestRetention: 'P1D' } };
    expect(await redeem('hash', 'within')).toMatchObject({ kind: 'undecided', terms: { withinTerms: [] } });
    expect(given()).toEqual([]);
  });
});

describe('the ticket of a decision in an app', () => {
  it('leads on with what was given, once', async () => {
    decided.set(
      'request_1 hash',
      testRequest({ status: 'given', ownerId: 'owner_1', consentId: 'consent_1' }),
    );
    expect(await redeem('hash')).toEqual({ kind: 'given', ownerId: 'owner_1', consentId: 'consent_1' });
    await expect(redeem('hash')).rejects.toMatchObject(REFUSED);
  });

  it('leads on with a refusal', async () => {
    decided.set('request_1 hash', testRequest({ status: 'refused' }));
    expect(await redeem('hash')).toEqual({ kind: 'refused' });
  });

  it.each<Partial<AccessRequest>>([
    { status: 'requested' },
    { status: 'expired' },
    { status: 'given', consentId: null, ownerId: 'owner_1' },
    { status: 'given', consentId: 'consent_1', ownerId: null },
  ])('leads nowhere where nothing was decided: %j', async (changes) => {
    decided.set('request_1 hash', testRequest(changes));
    await expect(redeem('hash')).rejects.toMatchObject({
      code: 'request_ended',
      message: 'nothing was decided',
    });
  });
});
