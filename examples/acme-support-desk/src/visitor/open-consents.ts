import type { Consent, GatewayClient } from '@parley/vendor-sdk';

/** Consents by their ids, with the tokens that they have already. */
export interface OpenConsents {
  /** `undefined`: this gateway has given Acme none. */
  get(consentId: string, signal: AbortSignal): Promise<Consent | undefined>;
}

const MAX_OPEN = 100;

export function openConsents(gateway: GatewayClient): OpenConsents {
  const open = new Map<string, Consent>();
  return {
    async get(consentId, signal) {
      const consent = open.get(consentId) ?? (await gateway.resumeSaved(consentId, { signal }));
      if (consent === undefined) return undefined;
      if (open.size >= MAX_OPEN) open.clear();
      open.set(consentId, consent);
      return consent;
    },
  };
}
