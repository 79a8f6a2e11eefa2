import { createBoundedMap } from '../bounded-map.ts';
import type { ConsentFacts, ConsentFactsStore } from './consent-facts.ts';

const MAX_CONSENTS = 20_000;

/** The facts of consents, kept by id and version: a warm read asks the database nothing about them. */
export interface KnownConsents extends ConsentFactsStore {
  /** Where the owner's pod lies, and what proves it, may have become another. */
  forget(consentId: string, version: number): void;
}

export function createKnownConsents(store: ConsentFactsStore): KnownConsents {
  const known = createBoundedMap<string, ConsentFacts>({ maxEntries: MAX_CONSENTS });
  const keyOf = (consentId: string, version: number) => `${consentId} ${version}`;
  return {
    async find(consentId, version, signal) {
      const key = keyOf(consentId, version);
      const facts = known.get(key) ?? (await store.find(consentId, version, signal));
      if (facts !== undefined) known.set(key, facts);
      return facts;
    },
    forget: (consentId, version) => known.delete(keyOf(consentId, version)),
  };
}
