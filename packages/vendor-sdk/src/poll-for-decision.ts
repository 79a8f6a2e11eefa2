// Stage 2, the vendor's half, without a browser: one look whether the owner has decided. In: the handle. Out: where it stands, or the
// tokens with the receipt, once.

import { CIBA_GRANT_TYPE } from '@parley/protocol';
import { type DPoPHandle, genericGrantRequest, ResponseBodyError } from 'openid-client';
import type { PendingRequestHandle } from './access-request-handle.ts';
import { readTokenAnswer } from './consent/consent-tokens.ts';
import type { GatewayConnection } from './gateway/gateway-connection.ts';
import { orNotPickedUp } from './or-not-picked-up.ts';
import type { ReceivedConsent } from './receive-consent.ts';

/** What the token endpoint says while there are no tokens, and what it means. */
const undecided = {
  authorization_pending: 'pending',
  slow_down: 'too_soon',
  access_denied: 'refused',
  expired_token: 'expired',
} as const;

export type Undecided = (typeof undecided)[keyof typeof undecided];

export async function pollForDecision(
  connection: GatewayConnection,
  { authReqId, requestSha256 }: PendingRequestHandle,
  dpop: DPoPHandle,
): Promise<ReceivedConsent | Undecided> {
  const once = { isRepeatable: false, secrets: [authReqId] };
  return connection
    .run(once, async ({ configuration, metadata: { resource } }) => {
      const parameters = { auth_req_id: authReqId, resource };
      const answer = await genericGrantRequest(configuration, CIBA_GRANT_TYPE, parameters, {
        DPoP: dpop,
      }).catch(orUndecided);
      if (typeof answer === 'string') return answer;
      return { ...readTokenAnswer(answer, connection, resource), dpop, requestSha256 };
    })
    .catch(orNotPickedUp);
}

function orUndecided(fault: unknown): Undecided {
  const error = fault instanceof ResponseBodyError ? fault.error : '';
  if (Object.hasOwn(undecided, error)) return undecided[error as keyof typeof undecided];
  throw fault;
}
