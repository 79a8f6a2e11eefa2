// Stage 2, the vendor's half: the browser is back, and the decision with it. In: the callback's address and the
// handle. Out: the consent, its receipt verified and saved; or access_denied.

import { DEFERRAL_HINT_PARAMETER } from '@parley/protocol';
import { AuthorizationResponseError, authorizationCodeGrant, getDPoPHandle } from 'openid-client';
import { type AccessRequestHandle, assertHandle } from './access-request-handle.ts';
import type { Consent } from './consent/consent.ts';
import { readTokenAnswer } from './consent/consent-tokens.ts';
import { VendorSdkError } from './errors.ts';
import type { GatewayConnection } from './gateway/gateway-connection.ts';
import type { ExchangeOptions } from './gateway-client.ts';
import { redactForeign } from './http/redact.ts';
import { orNotPickedUp } from './or-not-picked-up.ts';
import { receiveConsent } from './receive-consent.ts';
import { stampedBy } from './stamp.ts';
import { importKeyPair } from './vendor-key.ts';

export async function redeemCode(connection: GatewayConnection, options: ExchangeOptions): Promise<Consent> {
  const { handle, signal } = options;
  assertHandle(handle, connection.origin);
  const callback = callbackOf(options.callbackUrl, handle, connection.origin);
  const pair = await importKeyPair(handle.proofKey);
  const secrets = [callback.searchParams.get('code') ?? '', handle.codeVerifier, handle.state];
  const checks = { expectedState: handle.state, pkceCodeVerifier: handle.codeVerifier };
  const issued = await connection
    .run(
      // A code counts once: a second try after a lost answer would end what the first one has got.
      { signal, isRepeatable: false, secrets },
      async ({ configuration, metadata: { resource } }) => {
        const dpop = getDPoPHandle(configuration, pair, stampedBy(connection.settings));
        const answer = await authorizationCodeGrant(
          configuration,
          callback,
          checks,
          { resource },
          { DPoP: dpop },
        ).catch(refused);
        return { ...readTokenAnswer(answer, connection, resource), dpop };
      },
    )
    .catch(orNotPickedUp);
  return receiveConsent(connection, { ...issued, requestSha256: handle.requestSha256 }, signal);
}

/** The answer of the browser at the redirect URI, once it is certain that it answers this request. */
function callbackOf(callbackUrl: string | URL, handle: AccessRequestHandle, issuer: string): URL {
  if (!URL.canParse(String(callbackUrl), handle.redirectUri)) {
    throw new VendorSdkError('invalid_options', { detail: 'callbackUrl is not an address' });
  }
  const callback = new URL(handle.redirectUri);
  callback.search = new URL(String(callbackUrl), handle.redirectUri).search;
  if (callback.searchParams.get('state') !== handle.state) throw new VendorSdkError('state_mismatch');
  // > The client MUST [...] compare the result to the issuer identifier of the authorization server (RFC 9207, 2.4)
  if (callback.searchParams.get('iss') !== issuer) throw new VendorSdkError('issuer_mismatch');
  if (!callback.searchParams.has('code') && !callback.searchParams.has('error')) {
    throw new VendorSdkError('invalid_response', { detail: 'a callback without an answer' });
  }
  return callback;
}

function refused(fault: unknown): never {
  if (!(fault instanceof AuthorizationResponseError)) throw fault;
  const words = [fault.error, fault.error_description].filter((word) => word !== undefined);
  const detail = redactForeign(words.join(': '));
  if (fault.error !== 'access_denied') throw new VendorSdkError('invalid_request', { detail });
  const laterHint = fault.cause.get(DEFERRAL_HINT_PARAMETER) ?? undefined;
  throw new VendorSdkError('access_denied', { detail, laterHint });
}
