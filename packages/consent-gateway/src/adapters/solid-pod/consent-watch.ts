import { createBoundedMap } from '../../bounded-map.ts';
import { consentAddresses, type PodConfirmer } from '../../consent/confirm-in-pod.ts';
import type { Mirror } from '../../read/mirror.ts';
import { createPodHints, type PodHintsOptions } from './pod-watch.ts';

export interface ConsentWatch {
  /** A consent was read: follow its file and its container. */
  followConsent(container: string, consentId: string): void;
  /** A document was read. */
  followDocument(address: string): void;
  dropIdle(): void;
  close(): void;
}

export interface ConsentWatchOptions extends Omit<PodHintsOptions, 'onHint'> {
  readonly confirmer: Pick<PodConfirmer, 'expire'>;
  readonly mirror: Pick<Mirror, 'expire'>;
  /** A document may have changed: who tells of it may look sooner. */
  readonly onHint?: (address: string) => void;
}

const MAX_ADDRESSES = 10_000;
/** A container concerns all its consents that were read. */
const MAX_CONCERNED = 100_000;

/** Brings what pod servers report to those who hold copies: a consent deleted in the pod stops reads within a second. */
export function createConsentWatch(options: ConsentWatchOptions): ConsentWatch {
  /** Which consents an address concerns. */
  const concerned = createBoundedMap<string, Set<string>>({
    maxEntries: MAX_ADDRESSES,
    maxWeight: MAX_CONCERNED,
    weightOf: (consentIds) => consentIds.size,
  });
  const hints = createPodHints({
    ...options,
    onHint(address, member) {
      options.mirror.expire(address);
      const consentIds = concerned.get(member ?? address) ?? concerned.get(address) ?? [];
      for (const consentId of consentIds) options.confirmer.expire(consentId);
      options.onHint?.(address);
    },
  });
  return {
    followConsent(container, consentId) {
      for (const address of consentAddresses(container, consentId)) {
        concerned.set(address, (concerned.get(address) ?? new Set()).add(consentId));
        hints.follow(address);
      }
    },
    followDocument: (address) => hints.follow(address),
    dropIdle: hints.dropIdle,
    close: hints.close,
  };
}
