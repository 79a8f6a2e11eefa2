// Stage 1, the vendor's half: asks the owner who is at the browser. In: what, why and for how long. Out: where to send the
// browser, and the handle to keep until it comes back.

import { sha256 } from '@parley/protocol';
import {
  buildAuthorizationUrlWithJAR,
  buildAuthorizationUrlWithPAR,
  calculatePKCECodeChallenge,
  getDPoPHandle,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { askedDetails } from './asked-details.ts';
import { cancelRequest } from './cancel-request.ts';
import { VendorSdkError } from './errors.ts';
import type { Exchange, GatewayConnection } from './gateway/gateway-connection.ts';
import type { AccessRequest, AskOptions } from './gateway-client.ts';
import { stampedBy } from './stamp.ts';
import { generateVendorKey, importKeyPair } from './vendor-key.ts';

export async function requestAccess(
  connection: GatewayConnection,
  options: AskOptions,
): Promise<AccessRequest> {
  const { redirectUri, offlineAccess = false, signal } = options;
  assertRedirectUri(redirectUri);
  const { resource } = await connection.metadata(signal);
  const details = askedDetails(options.details, resource, connection.settings.categories);
  const [state, codeVerifier, proofKey] = [
    randomState(),
    randomPKCECodeVerifier(),
    await generateVendorKey(),
  ];
  const parameters = {
    redirect_uri: redirectUri,
    scope: offlineAccess ? 'read offline_access' : 'read',
    state,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    resource,
    authorization_details: details,
  };
  const proofPair = await importKeyPair(proofKey);
  const secrets = [codeVerifier, state, proofKey.d];
  const { url, request } = await connection.run({ signal, isRepeatable: true, secrets }, async (exchange) =>
    push(
      exchange,
      parameters,
      getDPoPHandle(exchange.configuration, proofPair, stampedBy(connection.settings)),
      connection,
    ),
  );
  const requestSha256 = await sha256(request);
  const gateway = connection.origin;
  const handle = { v: 1, gateway, redirectUri, state, codeVerifier, requestSha256, proofKey } as const;
  return { url, handle, cancel: (calling = {}) => cancelRequest(connection, handle, calling.signal) };
}

/** Signs the request (RFC 9101), pushes it with a proof (RFC 9126, 9449), and says where the browser goes. */
async function push(
  { configuration }: Exchange,
  parameters: Record<string, string>,
  dpop: ReturnType<typeof getDPoPHandle>,
  connection: GatewayConnection,
): Promise<{ url: string; request: string }> {
  const key = await connection.settings.signingKey();
  const signed = await buildAuthorizationUrlWithJAR(
    configuration,
    parameters,
    key,
    stampedBy(connection.settings),
  );
  const request = signed.searchParams.get('request') ?? '';
  const url = await buildAuthorizationUrlWithPAR(configuration, { request }, { DPoP: dpop });
  return { url: url.href, request };
}

function assertRedirectUri(redirectUri: string): void {
  const url = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined;
  if (url !== undefined && url.search === '' && url.hash === '') return;
  throw new VendorSdkError('invalid_options', { detail: 'redirectUri is a URL without query and fragment' });
}
