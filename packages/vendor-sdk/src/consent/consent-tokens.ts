// The tokens of one consent: got with the refresh token or the receipt, kept fresh, shared by concurrent reads.
// In: a verified receipt. Out: an access token that fits the consent's latest version.

import { tokenResponseExtensionSchema } from '@parley/protocol';
import { decodeJwt } from 'jose';
import {
  type DPoPHandle,
  genericGrantRequest,
  refreshTokenGrant,
  type TokenEndpointResponse,
  tokenRevocation,
} from 'openid-client';
import { JWT_BEARER } from '../client-document.ts';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import type { Exchange, GatewayConnection } from '../gateway/gateway-connection.ts';
import { createSharedCall } from '../http/shared-call.ts';
import type { HeldConsent, OfferedReceipt } from './held-consent.ts';
import { readState } from './read-state.ts';

export interface AccessToken {
  readonly value: string;
  readonly expiresAt: number;
}

export interface ConsentTokens {
  /** A token with some life left. @throws {consent_withdrawn} and the other ends, {consent_paused}, {grant_refused} */
  fresh(signal?: AbortSignal): Promise<AccessToken>;
  /** Gives the consent back with the refresh token (RFC 7009). `false`: there is none. */
  giveBack(signal?: AbortSignal): Promise<boolean>;
  /** A token other than the one that was refused. */
  other(refused: AccessToken, signal?: AbortSignal): Promise<AccessToken>;
  readonly dpop: DPoPHandle;
}

export interface ConsentTokensOptions {
  readonly connection: GatewayConnection;
  readonly dpop: DPoPHandle;
  readonly held: HeldConsent;
  /** What the code exchange has brought already. */
  readonly first?: IssuedTokens;
}

/** The credentials in one answer of the token endpoint. */
export interface IssuedTokens {
  readonly access: AccessToken;
  readonly refreshToken: string | undefined;
  /** Signed: how far the ledger of the consent reaches. */
  readonly ledgerHead: string | undefined;
}

/** A token is renewed when it has less than this left, or less than half of its life. */
const RENEWED_BEFORE_END_MS = 30_000;

export function createConsentTokens(options: ConsentTokensOptions): ConsentTokens {
  const { connection, dpop, held } = options;
  const now = (): number => connection.settings.now().getTime();
  let access = options.first?.access;
  let refreshToken = options.first?.refreshToken;
  const renewal = createSharedCall(async () => {
    const answer = await requestToken({ connection, dpop, held, refreshToken });
    await held.accept(answer);
    await held.keepHead(answer.ledgerHead);
    refreshToken = answer.refreshToken;
    access = answer.access;
    return access;
  });
  return {
    dpop,
    async fresh(signal) {
      return access !== undefined && now() < access.expiresAt ? access : renewal.run(signal);
    },
    async giveBack(signal) {
      const token = refreshToken;
      const { server } = await connection.metadata(signal);
      if (token === undefined || server.revocation_endpoint === undefined) return false;
      await connection.run({ signal, isRepeatable: true, secrets: [token] }, ({ configuration }) =>
        tokenRevocation(configuration, token),
      );
      return true;
    },
    async other(refused, signal) {
      // Another read may have renewed it meanwhile.
      if (access === refused) access = undefined;
      return access ?? renewal.run(signal);
    },
  };
}

interface TokenRequest {
  readonly connection: GatewayConnection;
  readonly dpop: DPoPHandle;
  readonly held: HeldConsent;
  readonly refreshToken: string | undefined;
}

interface TokenAnswer extends IssuedTokens, OfferedReceipt {}

async function requestToken(request: TokenRequest): Promise<TokenAnswer> {
  const { held, refreshToken } = request;
  if (refreshToken !== undefined) {
    const refreshed = await refresh(request, refreshToken).catch(orReceipt);
    if (refreshed !== undefined) return refreshed;
  }
  const { receipt } = held.now();
  try {
    return await exchangeReceipt(request, receipt);
  } catch (error) {
    // The consent lives, and this receipt is of an older version: the gateway hands out the one in force.
    if (!isVendorSdkError(error, 'grant_refused') || error.consentStatus !== 'given') throw error;
    await held.accept(await readState(request.connection, held.now().claims.consent_id, {}));
    if (held.now().receipt === receipt) throw error;
    return exchangeReceipt(request, held.now().receipt);
  }
}

function refresh({ connection, dpop, held }: TokenRequest, refreshToken: string): Promise<TokenAnswer> {
  const secrets = [held.now().receipt, refreshToken];
  return connection.run({ isRepeatable: true, secrets }, async ({ configuration, metadata }) => {
    const parameters = { resource: metadata.resource };
    const answer = await refreshTokenGrant(configuration, refreshToken, parameters, { DPoP: dpop });
    const read = readTokenAnswer(answer, connection, metadata.resource);
    return { ...read, refreshToken: read.refreshToken ?? refreshToken };
  });
}

function exchangeReceipt({ connection, dpop }: TokenRequest, receipt: string): Promise<TokenAnswer> {
  return connection.run({ isRepeatable: true, secrets: [receipt] }, async (exchange) => {
    const answer = await grantByReceipt(exchange, receipt, dpop);
    return readTokenAnswer(answer, connection, exchange.metadata.resource);
  });
}

/** A gateway that has lost its database knows no refresh token any more; the receipt still counts. */
function orReceipt(error: unknown): undefined {
  if (!isVendorSdkError(error, 'grant_refused')) throw error;
}

function grantByReceipt(
  { configuration, metadata }: Exchange,
  receipt: string,
  dpop: DPoPHandle,
): Promise<TokenEndpointResponse> {
  const parameters = { assertion: receipt, resource: metadata.resource };
  return genericGrantRequest(configuration, JWT_BEARER, parameters, { DPoP: dpop });
}

/** @throws {invalid_response} when the answer is not a bound token for the read API with its consent beside it. */
export function readTokenAnswer(
  answer: TokenEndpointResponse,
  connection: GatewayConnection,
  resource: string,
): TokenAnswer {
  const extension = tokenResponseExtensionSchema.safeParse(answer);
  if (!extension.success) throw unusable('no consent beside the token');
  // > The client MUST discard the response if the token_type is not "DPoP" (RFC 9449, section 5)
  if (answer.token_type.toLowerCase() !== 'dpop') throw unusable('a token that is not bound to a key');
  if (audienceOf(answer.access_token) !== resource) throw unusable('a token for another audience');
  const lifeMs = (answer.expires_in ?? 0) * 1000;
  const usedFor = lifeMs - Math.min(RENEWED_BEFORE_END_MS, lifeMs / 2);
  return {
    access: { value: answer.access_token, expiresAt: connection.settings.now().getTime() + usedFor },
    refreshToken: answer.refresh_token,
    id: extension.data.consent_id,
    version: extension.data.consent_version,
    receipt: extension.data.receipt,
    ledgerHead: extension.data.ledger_head,
  };
}

function audienceOf(token: string): unknown {
  try {
    return decodeJwt(token).aud;
  } catch {
    return undefined;
  }
}

function unusable(detail: string): VendorSdkError {
  return new VendorSdkError('invalid_response', { detail });
}
