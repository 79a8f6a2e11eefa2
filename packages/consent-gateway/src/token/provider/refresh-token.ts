import { decodeJwt } from 'jose';
import type { FindIssuedConsent } from './token-answers.ts';

type IssuesRefreshToken = (
  ctx: unknown,
  client: { grantTypeAllowed(type: string): boolean },
  code: { grantId?: string },
) => Promise<boolean>;

/**
 * A refresh token comes with the code where the vendor has asked for `offline_access` in what it signed. The library itself drops the scope:
 * it wants the owner to be asked for it separately, who has decided on more than that.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#OfflineAccess
 */
export function issuesRefreshToken(findConsent: FindIssuedConsent): IssuesRefreshToken {
  return async (_ctx, client, { grantId }) => {
    if (grantId === undefined || !client.grantTypeAllowed('refresh_token')) return false;
    const consent = await findConsent(grantId);
    if (consent === undefined) return false;
    const { request } = decodeJwt<{ request: string }>(consent.receipt);
    const { scope } = decodeJwt<{ scope?: unknown }>(request);
    return String(scope ?? '')
      .split(' ')
      .includes('offline_access');
  };
}
