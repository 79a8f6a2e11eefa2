import { hasHonour, openPod, writeHonour } from '@parley/pod-client';
import type { Categories } from '@parley/protocol';
import type { HonourFiles, HonourPlace } from '../../conversation/honour/honour-files.ts';
import { orUnavailable } from './pod-fault.ts';

const TIMEOUT_MS = 10_000;

/** Adds vendors' statements to owners' pods as the gateway, which can neither change nor delete what is there. */
export function createHonourFiles(options: {
  readonly podFetch: typeof fetch;
  readonly categories: Categories;
}): HonourFiles {
  const open = (container: string, signal: AbortSignal) =>
    openPod({ container, fetch: options.podFetch, signal });
  return {
    async add({ container }, { category: name, item: itemId, createdAt, signed: jws, ...honour }, signal) {
      const category = options.categories.get(name);
      if (category === undefined) throw new Error('a statement about a category that is none');
      const pod = open(container, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]));
      const { action, reason } = honour;
      const said = { category, itemId, createdAt: createdAt.toISOString(), action, reason, jws };
      await orUnavailable(() => writeHonour(pod, { ...placeOf(honour), ...said }));
    },
    has: ({ container }, place) =>
      orUnavailable(() => hasHonour(open(container, AbortSignal.timeout(TIMEOUT_MS)), placeOf(place))),
  };
}

/** The vendor's key names the file: sent again, it is the same file. */
const placeOf = ({ consentId, keyDigest }: HonourPlace) => ({
  consentId,
  name: `honour-${keyDigest.toString('hex').slice(0, 32)}`,
});
