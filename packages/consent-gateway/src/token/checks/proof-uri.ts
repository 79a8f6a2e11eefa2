import type { Check, PresentedProof, ProofRules } from './token-check.ts';

/**
 * The proof is for this address, as the world calls it: from the configured origin, never from the Host header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-4.3
 */
export const proofUri: Check<PresentedProof, ProofRules> = ({ claims, target }, { publicOrigin }) => {
  const stated = claims['htu'];
  const address = `${publicOrigin}${target}`;
  if (typeof stated !== 'string' || !URL.canParse(stated) || !URL.canParse(address)) return false;
  const [one, other] = [new URL(stated), new URL(address)];
  // > the htu claim matches the HTTP URI value for the HTTP request [...] ignoring any query and fragment parts
  return (
    one.username === '' &&
    one.password === '' &&
    one.origin === other.origin &&
    one.pathname === other.pathname
  );
};
