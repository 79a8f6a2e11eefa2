export const ASSERTION_SECONDS = 60;
/** How far the clocks of vendor and gateway may lie apart. */
export const ASSERTION_TOLERANCE_SECONDS = 15;

/**
 * What a client assertion has to be, beside signed by its client and new: for this issuer alone, by a named key, short-lived, and not from
 * the future. The same wherever a vendor says who it is. Returns what is wrong with it, if anything.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 */
export function faultOfAssertion(
  {
    claims,
    header,
  }: { claims: Readonly<Record<string, unknown>>; header: Readonly<Record<string, unknown>> },
  { issuer, now }: { issuer: string; now: Date },
): 'aud' | 'kid' | 'exp' | 'iat' | undefined {
  const seconds = Math.floor(now.getTime() / 1000);
  const { aud, exp, iat } = claims;
  if (aud !== issuer) return 'aud';
  if (typeof header['kid'] !== 'string' || header['kid'] === '') return 'kid';
  if (typeof exp !== 'number' || exp - seconds > ASSERTION_SECONDS + ASSERTION_TOLERANCE_SECONDS)
    return 'exp';
  return typeof iat !== 'number' || iat > seconds + ASSERTION_TOLERANCE_SECONDS ? 'iat' : undefined;
}
