import { CUSTOMER_CARE } from './requests.ts';
import { PROCESS_HEADER } from './turning-proxy.ts';
import type { WireConsent } from './wire-flow.ts';
import type { WireAnswer } from './wire-vendor.ts';

/** A read of a consent's issues at one of several processes, by its place. `proof`: this one instead of a new one. */
export function readAt(
  { wire, accessToken }: Pick<WireConsent, 'wire' | 'accessToken'>,
  process: number,
  proof: { claims: Record<string, unknown>; header: Record<string, unknown> } = { claims: {}, header: {} },
): Promise<WireAnswer> {
  const headers = { [PROCESS_HEADER]: String(process) };
  return wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE, headers, proof });
}
