import type { AuthorizationDetails, Decision, RequestView } from '@parley/protocol';
import type { TestOwner } from './test-owner.ts';
import type { WireAnswer, WireVendor } from './wire-vendor.ts';

const CIBA = 'urn:openid:params:grant-type:ciba';

/** Whatever was asked, by this id. */
export const poll = (wire: WireVendor, authReqId: unknown): Promise<WireAnswer> =>
  wire.token({ grant_type: CIBA, auth_req_id: String(authReqId) });

/** What waits in the owner's list, as her app gets it. */
export async function waitingRequests(owner: TestOwner): Promise<RequestView[]> {
  const { body } = await owner.app.call('GET', '/requests');
  return (body as { requests: RequestView[] }).requests.filter(
    ({ status, cameBy }) => cameBy !== 'redirect' && (status === 'requested' || status === 'deferred'),
  );
}

/** Decides what came without a browser. */
export function decide(
  owner: TestOwner,
  requestId: string,
  how: 'give' | 'refuse' | 'defer',
  body: { approved?: AuthorizationDetails; notAgainDays?: number } = {},
) {
  return owner.app.act(`/requests/${requestId}/${how}`, body) as Promise<{
    status: number;
    body: Partial<Decision> & { code?: string };
  }>;
}

/** With what the wire wants in each entry. */
export const onTheWire = (gateway: { origin: string }, details: readonly object[]): object[] =>
  details.map((entry) => ({
    type: 'urn:parley:data-access',
    locations: [`${gateway.origin}/v1`],
    ...entry,
  }));

/** What has to be there for the test to go on. */
export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing arrived');
  return value;
}
