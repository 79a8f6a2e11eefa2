import { CLIENT_ASSERTION_HEADER } from '@parley/protocol';
import { problem } from '../answers.ts';
import type { FakeState } from '../fake-state.ts';
import { takeAssertion } from './client-assertion.ts';
import { readProof } from './dpop-proof.ts';
import { verifySigned } from './signed-by-client.ts';

/** A call without a token: the proof first, so that one that only lacks the nonce uses up no assertion. */
export async function checkVendor(request: Request, state: FakeState): Promise<void> {
  const proof = await readProof(request, state);
  if ('fault' in proof)
    throw problem(proof.fault === 'missing' ? 'invalid_dpop_proof' : proof.fault, state.origin);
  const signed = await verifySigned(request.headers.get(CLIENT_ASSERTION_HEADER) ?? '', state);
  if (signed === undefined || !takeAssertion(signed, state)) throw problem('invalid_client', state.origin);
  if (state.used.has(proof.id)) throw problem('invalid_dpop_proof', state.origin);
  state.used.add(proof.id);
}
