import { decodeJwt } from 'jose';
import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import type { AdmitCaller } from '../../limits/call-limits.ts';
import { faultOfAssertion } from '../client-assertion-rules.ts';
import { throwRefusal } from './too-many.ts';

/**
 * The rules for what a vendor signs that the library leaves open: requests are single-use, short-lived and typed; client assertions are
 * short-lived, name their key, and are not from the future.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9101 @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 */
export const REQUEST_LIFETIME_SECONDS = 600;

type Claims = Readonly<Record<string, unknown>>;

/**
 * Replaces the library's own check, so it repeats it: `exp`, `aud` and `nbf` must be there. `client_id` too, which the library asks of
 * pushed requests alone: the request is kept as what this vendor has signed.
 */
export function assertRequestObject(_ctx: KoaContextWithOIDC, claims: Claims, header: Claims): void {
  const { exp, nbf, jti, aud, iss, client_id: clientId } = claims;
  const isShort =
    typeof exp === 'number' && typeof nbf === 'number' && exp > nbf && exp - nbf <= REQUEST_LIFETIME_SECONDS;
  if (!isShort) throw new errors.InvalidRequestObject('exp and nbf are needed, at most 600 seconds apart');
  if (typeof jti !== 'string' || jti === '') throw new errors.InvalidRequestObject('jti is needed');
  if (clientId !== iss) throw new errors.InvalidRequestObject('client_id is needed, and is who signs');
  if (aud === undefined) throw new errors.InvalidRequestObject('aud is needed');
  if (header['typ'] !== 'oauth-authz-req+jwt')
    throw new errors.InvalidRequestObject('typ must be oauth-authz-req+jwt');
}

/**
 * Replaces the library's own check, so it repeats it: `aud` is exactly the issuer. The signature is verified by now: from here on the vendor
 * pays for its call.
 */
export function createAssertClientAssertion(admit: AdmitCaller) {
  return (ctx: KoaContextWithOIDC, claims: Claims, header: Claims): void => {
    const fault = faultOfAssertion({ claims, header }, { issuer: ctx.oidc.issuer, now: new Date() });
    if (fault !== undefined)
      throw new errors.InvalidClientAuth(`the client assertion's ${fault} is not acceptable`);
    const refusal = admit(ctx.req, String(claims['iss']));
    if (refusal !== undefined) throwRefusal(ctx, refusal);
  };
}

/**
 * A request object works once. Checked where the library has already asked for a DPoP nonce, because the answer to that
 * question repeats the same request.
 */
export async function useRequestOnce(provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  const body = ctx.oidc.body as Record<string, unknown> | undefined;
  const { iss, jti, exp } = decodeJwt(String(body?.['request'] ?? ''));
  const isNew = await useIdOnce(provider, {
    vendorId: String(iss),
    jti: `request ${String(jti)}`,
    expiresAt: Number(exp),
  });
  if (!isNew) throw new errors.InvalidRequestObject('this request object was used before');
}

/** Takes the id of what a vendor has signed once, on all processes: ids of client assertions are one with those that the library takes. */
export function useIdOnce(
  provider: Provider,
  { vendorId, jti, expiresAt }: { vendorId: string; jti: string; expiresAt: number },
): Promise<boolean> {
  return provider.ReplayDetection.unique(vendorId, jti, expiresAt);
}
