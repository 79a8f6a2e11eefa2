import { type Consent, createMemoryReceiptStore } from '../index.ts';
import { TOKEN_LIFE_SECONDS } from '../testing/endpoints/token.ts';
import { type Connected, connect, obtainConsent } from './connect.ts';

export interface Given extends Connected {
  readonly consent: Consent;
  readonly store: ReturnType<typeof createMemoryReceiptStore>;
}

/** A vendor that holds a consent; what was asked of the gateway until then is forgotten. */
export async function given(options: { offlineAccess?: boolean } = {}): Promise<Given> {
  const store = createMemoryReceiptStore();
  const connected = await connect({ store, retry: { maxAttempts: 2, firstDelayMs: 1 } });
  const consent = await obtainConsent(connected, options);
  connected.gateway.requests.length = 0;
  return { ...connected, store, consent };
}

/** So long that a new token is needed. */
export function pass({ clock }: Connected): void {
  clock.now = new Date(clock.now.getTime() + TOKEN_LIFE_SECONDS * 1000);
}

/** By when it has to be gone after an end at this moment: 30 days were agreed. */
export const deleteByOf = ({ clock }: Connected): string =>
  new Date(clock.now.getTime() + 30 * 86_400_000).toISOString();
