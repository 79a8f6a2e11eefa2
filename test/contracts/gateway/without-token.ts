import { type DataDue, sha256 } from '@parley/protocol';
import { allowInsecureLoopback, createVendorClient } from '@parley/vendor-sdk';
import { decodeJwt, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { WireAnswer, WireVendor } from '../../support/wire-vendor.ts';
import {
  askedBy,
  CARE,
  type GatewayWorld,
  given,
  type Held,
  until,
  wireTo,
  withoutHead,
} from './gateway-world.ts';
import { expectProblem } from './reads.ts';

type Call = NonNullable<Parameters<WireVendor['call']>[1]>;

const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
const gone = (...categories: string[]) => categories.map((category) => ({ category, outcome: 'deleted' }));

/** What a vendor may do by saying who it is, with no token. */
export function withoutTokenContract(world: () => GatewayWorld): void {
  const standingOf = (held: Held, query = ''): Promise<WireAnswer> =>
    held.wire.call(`/v1/consents/${held.id}${query}`);

  const deletionsIn = ({ body }: Pick<WireAnswer, 'body'>) => body['deletions'] as DataDue[];

  describe('a call without a token', () => {
    let held: Held;
    beforeAll(async () => {
      held = await given(world());
    });

    it.each<[string, Parameters<typeof expectProblem>[1], Call]>([
      ['without a proof', 'invalid_dpop_proof', { proof: false }],
      ['with a proof for a token', 'invalid_dpop_proof', { proof: { claims: { ath: 'x' } } }],
      ['with a proof for another method', 'invalid_dpop_proof', { proof: { claims: { htm: 'POST' } } }],
      ['with a proof of an hour ago', 'invalid_dpop_proof', { proof: { claims: { iat: 1 } } }],
      ['with a nonce of nobody', 'use_dpop_nonce', { proof: { claims: { nonce: 'nobody' } } }],
      ['that nobody signs for', 'invalid_client', { assertion: false }],
      ['for another server', 'invalid_client', { assertion: { claims: { aud: 'https://a.example' } } }],
      ['of somebody else', 'invalid_client', { assertion: { claims: { iss: 'https://a.example' } } }],
    ])('%s is challenged', async (_what, code, wrong) => {
      const answer = await held.wire.call(`/v1/consents/${held.id}`, wrong);
      expectProblem(answer, code);
      expect(answer.headers.get('www-authenticate')).toMatch(`DPoP error="${code}"`);
    });

    it('counts once', async () => {
      const assertion = { claims: { jti: crypto.randomUUID() } };
      const path = `/v1/consents/${held.id}`;
      expect((await held.wire.call(path, { assertion })).status).toBe(200);
      expectProblem(await held.wire.call(path, { assertion }), 'invalid_client');
    });

    it('needs a key that the vendor has published', async () => {
      const { privateKey } = await generateKeyPair('ES256');
      const answer = await held.wire.call(`/v1/consents/${held.id}`, { assertion: { key: privateKey } });
      expectProblem(answer, 'invalid_client');
    });
  });

  describe('the standing of a consent', () => {
    it('is told while it is given', async () => {
      const held = await given(world());
      const { status, body, headers } = await standingOf(held);
      expect([status, withoutHead(body)]).toEqual([
        200,
        {
          consent_id: held.id,
          consent_version: 1,
          status: 'given',
          since: instant,
          until: instant,
          held: false,
          authorization_details: [expect.objectContaining({ purpose: CARE })],
          receipt: held.receipt,
          deletions: [],
          deletion_report: { state: 'not_due', count: 0 },
        },
      ]);
      expect(headers.get('cache-control')).toBe('private, no-store');
    });

    it('says until when it is paused', async () => {
      const held = await given(world());
      const resumes_at = until(1);
      await world().pause(held.id, resumes_at);
      expect((await standingOf(held)).body).toMatchObject({ status: 'paused', resumes_at });
    });

    it('says what a narrowing has taken away', async () => {
      const held = await given(world());
      await world().narrow(held.id, ['title']);
      const removed_fields = { issues: ['state', 'createdAt', 'description'], preferences: ['topic'] };
      const lost = { purpose: CARE, lost: 'narrowed', lost_at: instant, version: 1 };
      const due = { ...lost, on_end: 'delete', delete_by: instant };
      expect((await standingOf(held, '?since_version=1')).body).toMatchObject({
        consent_version: 2,
        changes: [{ purpose: CARE, removed_categories: ['preferences'], removed_fields }],
        deletions: Object.entries(removed_fields).map(([category, fields]) => ({ ...due, category, fields })),
        deletion_report: { state: 'unanswered', due_by: instant, count: 0 },
      });
      for (const version of ['3', '0', 'one', '1&since_version=2'])
        expectProblem(await standingOf(held, `?since_version=${version}`), 'invalid_request');
    });

    it('says how it ended, and what has to be deleted by when', async () => {
      const held = await given(world());
      await world().withdraw(held.id);
      const { body } = await standingOf(held);
      expect(body).toMatchObject({ status: 'withdrawn', ended_at: instant, end_reason: 'owner' });
      expect(body['deletions']).toMatchObject([
        { category: 'issues', lost: 'ended', delete_by: instant },
        { category: 'preferences', lost: 'ended', delete_by: instant },
      ]);
    });

    it('is told of no consent but its own', async () => {
      const { wire } = await given(world());
      expectProblem(await wire.call('/v1/consents/consent_6Z0vYx1Q2w3E4r5T6y7U8i'), 'not_found');
    });
  });

  describe('a deletion report', () => {
    const report = async ({ wire, id }: Held, changes: object = {}, typ = 'parley-deletion-report+jwt') => {
      const now = Date.now();
      const claims = {
        iss: world().vendor.clientId,
        aud: world().origin,
        iat: Math.floor(now / 1000),
        jti: crypto.randomUUID(),
        consent_id: id,
        deleted_at: new Date(now - 1000).toISOString(),
        lost_until: new Date(now).toISOString(),
        what: gone('issues', 'preferences'),
        ...changes,
      };
      return wire.sign(claims, { typ });
    };
    const send = ({ wire, id }: Held, body: object): Promise<WireAnswer> =>
      wire.call(`/v1/consents/${id}/deletion-report`, { method: 'POST', body });

    it('is answered with the gateway’s signed word, the same word each time', async () => {
      const held = await given(world());
      await world().withdraw(held.id);
      const text = await report(held);
      const { status, body } = await send(held, { report: text });
      const taken = {
        report_sha256: await sha256(text),
        received_at: instant,
        acknowledgement: expect.any(String),
      };
      expect([status, body]).toEqual([201, { consent_id: held.id, ...taken, pod: 'done' }]);
      expect(decodeJwt(String(body['acknowledgement']))).toMatchObject({ iss: world().origin, report: text });
      const again = await send(held, { report: text });
      expect([again.status, again.body]).toEqual([200, body]);
      const { acknowledgement, received_at, report_sha256 } = body;
      expect((await standingOf(held)).body['deletion_report']).toEqual({
        ...{ state: 'answered', due_by: instant, count: 1 },
        newest: { acknowledgement, received_at, report_sha256 },
      });
    });

    it('answers for what was lost until then, and not for what is lost while it is on its way', async () => {
      const held = await given(world());
      await world().narrow(held.id, ['title']);
      const [first] = deletionsIn(await standingOf(held));
      const onItsWay = await report(held, { lost_until: first?.lost_at });
      // Two losses at one time would be one for a report.
      await vi.waitUntil(() => Date.now() > Date.parse(first?.lost_at ?? ''));
      await world().withdraw(held.id);
      expect((await send(held, { report: onItsWay })).status).toBe(201);
      const { body } = await standingOf(held);
      const lost = deletionsIn({ body }).filter(({ lost: how }) => how === 'ended');
      expect(body['deletion_report']).toMatchObject({
        state: 'unanswered',
        due_by: lost[0]?.delete_by,
        count: 1,
      });
      const second = await report(held, { lost_until: lost[0]?.lost_at });
      expect((await send(held, { report: second })).status).toBe(201);
      expect((await standingOf(held)).body['deletion_report']).toMatchObject({ state: 'answered', count: 2 });
      const late = await report(held, { lost_until: first?.lost_at });
      expectProblem(await send(held, { report: late }), 'invalid_request');
    });

    it('names what was lost by then alone, and is not due before the first loss', async () => {
      const held = await given(world());
      const before = new Date(Date.now() - 60_000).toISOString();
      await world().withdraw(held.id);
      expectProblem(
        await send(held, { report: await report(held, { lost_until: before }) }),
        'deletion_not_due',
      );
    });

    it('is not due while nothing was lost', async () => {
      const held = await given(world());
      expectProblem(await send(held, { report: await report(held) }), 'deletion_not_due');
    });

    it('is refused where it is none, or says too little or too much', async () => {
      const held = await given(world());
      await world().withdraw(held.id);
      const wrong = [
        { report: 'no report' },
        { report: await report(held), more: true },
        { report: await report(held, {}, 'JWT') },
        { report: await report(held, { aud: 'https://a.example' }) },
        { report: await report(held, { consent_id: 'consent_6Z0vYx1Q2w3E4r5T6y7U8i' }) },
        { report: await report(held, { deleted_at: until(1) }) },
        { report: await report(held, { lost_until: until(1) }) },
        { report: await report(held, { lost_until: undefined }) },
        { report: await report(held, { lost_until: 'at the end' }) },
        { report: await report(held, { what: gone('issues') }) },
        { report: await report(held, { what: gone('issues', 'preferences', 'contact') }) },
      ];
      for (const body of wrong) expectProblem(await send(held, body), 'invalid_request');
    });
  });

  describe('a request that its vendor takes back', () => {
    const ask = async () => {
      const { origin, fetch, vendor } = world();
      const options = { clientId: vendor.clientId, key: vendor.key, fetch, [allowInsecureLoopback]: true };
      const details = askedBy(origin) as never;
      return createVendorClient(options).at(origin).ask({ details, redirectUri: vendor.redirectUri });
    };
    const cancel = async (digest: string): Promise<WireAnswer> =>
      (await wireTo(world())).call(`/v1/requests/${digest}/cancel`, { method: 'POST' });

    it('is unknown until a browser has opened it', async () => {
      const { handle } = await ask();
      expectProblem(await cancel(handle.requestSha256), 'not_found');
    });

    it('is over at once, and once is enough', async () => {
      const { url, handle } = await ask();
      await world().answer(url, 'defer');
      const request_sha256 = handle.requestSha256;
      for (const { status, body } of [await cancel(request_sha256), await cancel(request_sha256)])
        expect([status, body]).toEqual([200, { request_sha256, status: 'cancelled' }]);
    });

    it('is told that the owner has decided', async () => {
      const [given, refused] = [await ask(), await ask()];
      await world().answer(given.url, 'give');
      await world().answer(refused.url, 'refuse');
      const consent_status = 'given';
      expectProblem(await cancel(given.handle.requestSha256), 'request_ended', { consent_status });
      expectProblem(await cancel(refused.handle.requestSha256), 'request_ended');
    });
  });

  describe('a refresh token that its vendor revokes', () => {
    it('gives the consent back, also while it is paused', async () => {
      const held = await given(world());
      await world().pause(held.id);
      expect((await held.wire.revoke(held.refreshToken)).status).toBe(200);
      expect((await standingOf(held)).body).toMatchObject({ status: 'relinquished', end_reason: 'vendor' });
      expect((await held.wire.revoke('of nobody')).status).toBe(200);
    });
  });
}
