// Stage 1, the vendor's half, while the owner is away (OpenID CIBA, poll mode). In: what, why, for how long, and whom by a hint. Out: the
// pending request. Whether anybody was asked is not said.

import { bindingMessageSchema, INVITATION_HINT_PREFIX, INVITATION_PATH, sha256 } from '@parley/protocol';
import {
  type BackchannelAuthenticationResponse,
  buildAuthorizationUrlWithJAR,
  initiateBackchannelAuthentication,
} from 'openid-client';
import type { PendingRequestHandle } from './access-request-handle.ts';
import { askedDetails } from './asked-details.ts';
import { createPendingRequest } from './create-pending-request.ts';
import { VendorSdkError } from './errors.ts';
import type { GatewayConnection } from './gateway/gateway-connection.ts';
import type { AskedOwner, AskWithoutBrowserOptions, PendingRequest } from './pending-request.ts';
import { stampedBy } from './stamp.ts';

export async function askWithoutBrowser(
  connection: GatewayConnection,
  options: AskWithoutBrowserOptions,
): Promise<PendingRequest> {
  const { bindingMessage, offlineAccess = false, signal } = options;
  const { origin, settings } = connection;
  const hint = loginHintOf(options.to, origin);
  if (!bindingMessageSchema.safeParse(bindingMessage).success) refuse('bindingMessage');
  const { resource, server } = await connection.metadata(signal);
  if (server.backchannel_authentication_endpoint === undefined) {
    throw new VendorSdkError('invalid_response', { detail: 'gateway metadata: it takes no such requests' });
  }
  const parameters = {
    scope: offlineAccess ? 'openid offline_access' : 'openid',
    resource,
    login_hint: hint,
    binding_message: bindingMessage,
    authorization_details: askedDetails(options.details, resource, settings.categories),
  };
  // Asked twice, the second one would reach nobody, and nobody would say so: a lost answer is told instead.
  return connection.run({ signal, isRepeatable: false, secrets: [hint] }, async ({ configuration }) => {
    const key = await settings.signingKey();
    const signed = await buildAuthorizationUrlWithJAR(configuration, parameters, key, stampedBy(settings));
    const request = signed.searchParams.get('request') ?? '';
    const answer = await initiateBackchannelAuthentication(configuration, { request });
    return createPendingRequest(connection, await handleOf(connection, request, answer));
  });
}

/** > If no value is provided, clients MUST use 5 as the default (OpenID CIBA, 7.3) */
const DEFAULT_INTERVAL_SECONDS = 5;

async function handleOf(
  { origin, settings }: GatewayConnection,
  request: string,
  asked: BackchannelAuthenticationResponse,
): Promise<PendingRequestHandle> {
  const now = settings.now().getTime();
  return {
    v: 1,
    gateway: origin,
    authReqId: asked.auth_req_id,
    requestSha256: await sha256(request),
    askedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + asked.expires_in * 1000).toISOString(),
    intervalSeconds: asked.interval ?? DEFAULT_INTERVAL_SECONDS,
  };
}

const MAX_HINT = 500;

/** A hint that cannot be one of its kind is refused here: the gateway would not say so. And no WebID leaves by mistake. */
function loginHintOf(to: AskedOwner, origin: string): string {
  const { subject, invitation, hint } = to;
  const named = [subject, invitation, hint].filter((each) => each !== undefined);
  const [loginHint = ''] = named;
  const fits =
    named.length === 1 &&
    loginHint.length <= MAX_HINT &&
    (invitation === undefined
      ? /^\S+$/.test(loginHint) && !/^https?:/i.test(loginHint)
      : [origin + INVITATION_PATH, INVITATION_HINT_PREFIX].some((start) => invitation.startsWith(start)));
  return fits ? loginHint : refuse("to: a subject, a hint, or an invitation's link to this gateway");
}

function refuse(detail: string): never {
  throw new VendorSdkError('invalid_options', { detail });
}
