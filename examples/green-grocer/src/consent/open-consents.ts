import type { Consent, VendorClient } from '@parley/vendor-sdk';
import type { KnownConsent } from '../visit/visit.ts';

/** The consents of visitors, with the tokens that they have already. What is read with them is not in here. */
export interface OpenConsents {
  /** `undefined`: the store has no receipt of it. */
  of(known: KnownConsent, signal: AbortSignal): Promise<Consent | undefined>;
}

const MOST_OPEN = 100;

export function createOpenConsents(client: VendorClient): OpenConsents {
  const open = new Map<string, Consent>();
  return {
    async of({ id, gateway }, signal) {
      const key = `${gateway} ${id}`;
      const consent = open.get(key) ?? (await client.at(gateway).resumeSaved(id, { signal }));
      if (consent === undefined) return undefined;
      // Last in the line again: the one that nobody has looked at for longest goes.
      open.delete(key);
      open.set(key, consent);
      const [oldest] = open.keys();
      if (open.size > MOST_OPEN && oldest !== undefined) open.delete(oldest);
      return consent;
    },
  };
}
