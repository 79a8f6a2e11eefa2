import type { Consent, GatewayClient } from '@parley/vendor-sdk';
import type { Request } from 'express';
import type { OpenConsents } from './open-consents.ts';
import type { Sessions } from './sessions.ts';

/** What the person at the browser has given. `undefined`: nothing that this browser knows of. */
export async function consentOfVisitor(
  { sessions, consents, gateway }: { sessions: Sessions; consents: OpenConsents; gateway: GatewayClient },
  request: Request,
  signal: AbortSignal,
): Promise<Consent | undefined> {
  const { consent: known } = sessions.read(request);
  if (known === undefined || known.gateway !== gateway.origin) return undefined;
  return consents.get(known.id, signal);
}
