import { describe, expect, it } from 'vitest';
import {
  byReceipt,
  byRefreshToken,
  CARE,
  type GatewayWorld,
  given,
  type Held,
  read,
  until,
} from './gateway-world.ts';
import { expectProblem } from './reads.ts';

const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

/** What a vendor meets when its consent changes or ends. */
export function stopsContract(world: () => GatewayWorld): void {
  const expectNoToken = async (held: Held, state: object): Promise<void> => {
    const standing = { ...state, consent_version: 1 };
    for (const answer of [await byReceipt(held, held.receipt), await byRefreshToken(held)]) {
      const error_description = expect.any(String);
      expect([answer.status, answer.body]).toEqual([
        400,
        { error: 'invalid_grant', error_description, ...standing },
      ]);
    }
  };

  describe('the view of a consent', () => {
    it('says where the vendor stands, without a purpose', async () => {
      const held = await given(world());
      const { status, body, headers } = await read(held, '/consent', { purpose: undefined });
      expect([status, body]).toEqual([
        200,
        {
          consent_id: held.id,
          consent_version: 1,
          status: 'given',
          until: instant,
          authorization_details: [expect.objectContaining({ actions: ['read'] })],
          receipt: held.receipt,
        },
      ]);
      expect(headers.get('cache-control')).toBe('private, no-store');
    });
  });

  describe('a pause', () => {
    it('is said with its end, and its end is waited for', async () => {
      const held = await given(world());
      const resumes_at = until(1);
      await world().pause(held.id, resumes_at);
      const standing = { consent_status: 'paused', resumes_at };
      expectProblem(await read(held, '/issues'), 'consent_paused', standing);
      await expectNoToken(held, standing);
      expect((await read(held, '/consent')).body).toMatchObject({ status: 'paused', consent_id: held.id });
      await world().resume(held.id);
      expect((await read(held, '/issues')).status).toBe(200);
    });

    it('without an end says none', async () => {
      const held = await given(world());
      await world().pause(held.id);
      expectProblem(await read(held, '/issues'), 'consent_paused', { consent_status: 'paused' });
    });
  });

  describe('a narrowing', () => {
    it('ends the tokens and the receipt of the version before; the refresh token leads to the new one', async () => {
      const held = await given(world());
      await world().narrow(held.id, ['title']);
      const removed_fields = { issues: ['state', 'createdAt', 'description'], preferences: ['topic'] };
      const changes = [{ purpose: CARE, removed_categories: ['preferences'], removed_fields }];
      const standing = { consent_status: 'given', consent_version: 2, changes };
      expectProblem(await read(held, '/issues'), 'invalid_token', standing);
      expectProblem(await read(held, '/consent'), 'invalid_token', standing);
      const old = await byReceipt(held, held.receipt);
      expect([old.status, old.body]).toMatchObject([400, { error: 'invalid_grant', ...standing }]);
      const { body } = await byRefreshToken(held);
      expect(body).toMatchObject({ consent_id: held.id, consent_version: 2 });
      expect((await byReceipt(held, String(body['receipt']))).status).toBe(200);
      const token = String(body['access_token']);
      const { items } = (await read(held, '/issues', { token })).body as { items: object[] };
      expect(items.map((item) => Object.keys(item))).toEqual(
        Array.from({ length: 3 }, () => ['id', 'title']),
      );
      expectProblem(await read(held, '/preferences', { token }), 'insufficient_authorization');
    });
  });

  describe('an end', () => {
    it('by the owner is said, with the day by which the data has to be gone', async () => {
      const held = await given(world());
      await world().withdraw(held.id);
      const standing = { consent_status: 'withdrawn', delete_by: instant };
      expectProblem(await read(held, '/issues'), 'invalid_token', standing);
      expectProblem(await read(held, '/consent'), 'invalid_token', standing);
      await expectNoToken(held, standing);
    });

    it('by the vendor itself counts at once, also in a pause, and only once', async () => {
      const held = await given(world());
      await world().pause(held.id);
      const { status, body } = await read(held, '/consent', { method: 'DELETE' });
      const standing = { delete_by: instant, status: 'relinquished', pod: 'done' };
      expect([status, body]).toEqual([200, { consent_id: held.id, consent_version: 1, ...standing }]);
      const ended = { consent_status: 'relinquished', delete_by: instant };
      expectProblem(await read(held, '/issues'), 'invalid_token', ended);
      expectProblem(await read(held, '/consent', { method: 'DELETE' }), 'invalid_token', ended);
      await expectNoToken(held, ended);
    });
  });
}
