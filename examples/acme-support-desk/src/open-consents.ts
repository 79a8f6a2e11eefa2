import type { Consent, GatewayClient } from '@parley/vendor-sdk';
import type { Request } from 'express';
import type { Sessions } from './sessions.ts';

/** The consents of visitors, with the tokens that they have already. */
export interface OpenConsents {
  of(request: Request, signal: AbortSignal): Promise<Consent | undefined>;
}

const MAX_OPEN = 100;

export function openConsents(gateway: GatewayClient, sessions: Sessions): OpenConsents {
  const open = new Map<string, Consent>();
  return {
    async of(request, signal) {
      const { consent: known } = sessions.read(request);
      if (known === undefined || known.gateway !== gateway.origin) return undefined;
      const consent = open.get(known.id) ?? (await gateway.resumeSaved(known.id, { signal }));
      if (consent === undefined) return undefined;
      if (open.size >= MAX_OPEN) open.clear();
      open.set(known.id, consent);
      return consent;
    },
  };
}
