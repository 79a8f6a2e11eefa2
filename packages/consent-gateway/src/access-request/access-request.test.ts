import { sha256 } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { testRequest } from '../testing/test-asking.ts';
import { testEntry } from '../testing/test-vendor.ts';
import type { AccessRequest, AccessRequestStore } from './access-request.ts';
import { claimRequest } from './decide-in-app.ts';
import { receiveAccessRequest } from './receive-access-request.ts';

const SECRET = 'a secret of twenty characters';
/** The one request there is; what was claimed is in the list. */
function storeOf(request: AccessRequest | undefined, canClaim = true) {
  const claimed: unknown[] = [];
  const added: unknown[] = [];
  const store: Pick<AccessRequestStore, 'find' | 'claim' | 'add'> = {
    find: async (id) => (id === request?.requestId ? request : undefined),
    claim: async (...args) => {
      claimed.push(args);
      return canClaim;
    },
    add: async (each) => void added.push(each),
  };
  return { requests: store as AccessRequestStore, claimed, added };
}
const bound = async (changes: Partial<AccessRequest> = {}) =>
  testRequest({ appChallenge: await sha256(SECRET), ...changes });
const claim = (requests: AccessRequestStore, changes: object = {}) =>
  claimRequest({ requestId: 'request_1', secret: SECRET, ownerId: 'owner_1', ...changes }, { requests });

describe('an app that decides', () => {
  it('shows the secret that the browser has bound, and the request becomes the owner’s', async () => {
    const { requests, claimed } = storeOf(await bound());
    expect(await claim(requests)).toEqual(await bound());
    expect(claimed).toEqual([['request_1', 'owner_1']]);
  });

  it('sees what it decided before, without claiming it again', async () => {
    const { requests, claimed } = storeOf(await bound({ ownerId: 'owner_1', status: 'given' }));
    expect(await claim(requests)).toMatchObject({ status: 'given' });
    expect(claimed).toEqual([]);
  });

  const UNKNOWN = ['not_found', 'no such request for this owner'] as const;
  const NOT_BOUND = ['access_denied', 'the secret is not the one that the browser has bound'] as const;
  it.each<[string, () => Promise<AccessRequest>, object, readonly [string, string]]>([
    ['of a request that there is not', bound, { requestId: 'request_2' }, UNKNOWN],
    ['of another owner', () => bound({ ownerId: 'owner_2' }), {}, UNKNOWN],
    ['with another secret', bound, { secret: `${SECRET} ` }, NOT_BOUND],
    ['with the challenge instead of the secret', bound, { secret: 'SHA' }, NOT_BOUND],
    ['that no browser has bound', () => bound({ appChallenge: null }), {}, NOT_BOUND],
    [
      'that no browser has bound, with no secret',
      () => bound({ appChallenge: '' }),
      { secret: '' },
      NOT_BOUND,
    ],
  ])('%s is refused', async (_what, request, changes, [code, message]) => {
    const { requests, claimed } = storeOf(await request());
    const secret = 'secret' in changes && changes.secret === 'SHA' ? { secret: await sha256(SECRET) } : {};
    await expect(claim(requests, { ...changes, ...secret })).rejects.toMatchObject({
      name: 'GatewayError',
      code,
      message,
    });
    expect(claimed).toEqual([]);
  });

  it('needs no secret for what came without a browser to its owner', async () => {
    const asked = testRequest({ cameBy: 'ciba', interactionUid: null, ownerId: 'owner_1' });
    const { requests, claimed } = storeOf(asked);
    expect(await claim(requests, { secret: undefined })).toEqual(asked);
    expect(claimed).toEqual([]);
  });

  it.each<[string, Partial<AccessRequest>]>([
    ['another owner', { ownerId: 'owner_2' }],
    ['nobody', { ownerId: null }],
    ['nobody, with a secret that fits', { ownerId: null, appChallenge: 'SHA' }],
  ])('does not find what came without a browser to %s', async (_whom, changes) => {
    const appChallenge = 'appChallenge' in changes ? await sha256(SECRET) : null;
    const { requests, claimed } = storeOf(
      testRequest({ cameBy: 'invitation', interactionUid: null, ...changes, appChallenge }),
    );
    await expect(claim(requests)).rejects.toMatchObject({ code: 'not_found' });
    expect(claimed).toEqual([]);
  });

  it('is refused without a secret for what a browser carries', async () => {
    const { requests } = storeOf(await bound({ ownerId: 'owner_1' }));
    await expect(claim(requests, { secret: undefined })).rejects.toMatchObject({ code: 'access_denied' });
  });

  it('that comes too late, or second, is told that the request is over', async () => {
    const { requests } = storeOf(await bound(), false);
    await expect(claim(requests)).rejects.toMatchObject({
      code: 'request_ended',
      message: 'the access request is not open',
    });
  });
});

it('a request that a browser carries waits for half an hour, under an id of its own', async () => {
  const { requests, added } = storeOf(undefined);
  const asked = { vendorId: 'acme', details: [testEntry()], requestJws: 'a.b.c', interactionUid: 'uid' };
  const requestId = await receiveAccessRequest(asked, { requests });
  expect(requestId).toMatch(/^request_[\w-]{22}$/);
  expect(added).toEqual([{ ...asked, requestId, lifetimeSeconds: 1_800 }]);
});
