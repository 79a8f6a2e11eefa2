import type { Check, PresentedToken } from './token-check.ts';

/** The key that signed the token is published now. A token of a retired key is refused, also one that was accepted before. */
export const tokenKey: Check<PresentedToken> = ({ header }, { keys }) =>
  keys().some(({ kid }) => kid === header['kid']);
