import type { KoaContextWithOIDC } from 'oidc-provider';
import { BACKCHANNEL_SECONDS } from '../../access-request/backchannel-request.ts';

/** Seconds. Nothing outlives the consent: what hangs on a Grant ends with it. */
const MINUTE = 60;
const ACCESS_TOKEN = 5 * MINUTE;

export const lifetimes = {
  AuthorizationCode: MINUTE,
  IdToken: 5 * MINUTE,
  BackchannelAuthenticationRequest: BACKCHANNEL_SECONDS,
  Interaction: 30 * MINUTE,
  Session: 30 * MINUTE,
  AccessToken: (ctx: KoaContextWithOIDC) => untilGrantEnds(ctx, ACCESS_TOKEN),
  RefreshToken: (ctx: KoaContextWithOIDC) => untilGrantEnds(ctx, Number.POSITIVE_INFINITY),
  Grant: 366 * 24 * 60 * MINUTE,
};

function untilGrantEnds(ctx: KoaContextWithOIDC, longest: number): number {
  const end = (ctx?.oidc?.entities?.Grant as { exp?: number } | undefined)?.exp;
  const left = end === undefined ? ACCESS_TOKEN : end - Math.floor(Date.now() / 1000);
  return Math.max(1, Math.min(longest, left));
}
