import type { Check } from './token-check.ts';

/** Clocks of several gateway processes differ a little. */
const CLOCK_TOLERANCE_SECONDS = 10;
export const LONGEST_LIFE_SECONDS = 300;

/** The token has begun, has not ended, and was never meant to live longer than ours do. Also checked for a token known already. */
export const tokenLifetime: Check<{ readonly claims: { readonly iat?: unknown; readonly exp?: unknown } }> = (
  { claims: { iat, exp } },
  { now },
) => {
  if (!Number.isSafeInteger(iat) || !Number.isSafeInteger(exp)) return false;
  const [begin, end] = [Number(iat), Number(exp)];
  const seconds = now().getTime() / 1000;
  return begin <= seconds + CLOCK_TOLERANCE_SECONDS && seconds < end && end - begin <= LONGEST_LIFE_SECONDS;
};
