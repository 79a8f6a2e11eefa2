// What a process keeps in memory, filled up to its bound, and beyond it: then something is gone.
import { categories, type DataCategory } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { createPodConfirmer } from './consent/confirm-in-pod.ts';
import type { ConsentFacts } from './read/consent-facts.ts';
import { createKnownConsents } from './read/known-consents.ts';
import { createMirror } from './read/mirror.ts';
import { createVendorDirectory } from './vendor/find-vendor.ts';

const signal = new AbortController().signal;
const now = () => new Date(0);
const issues = categories.get('issues') as DataCategory;

const facts = (number: number): ConsentFacts => ({
  consentId: `consent_${number}`,
  version: 1,
  ownerId: `owner_${number}`,
  vendorId: 'https://acme.example/client',
  details: [],
  receiptSha256: 'digest',
  askedAt: now(),
  ownerWebId: `https://pod.example/${number}/card#me`,
  container: `https://pod.example/${number}/parley/`,
  nonce: 'nonce',
});

/** Uses so many, each once, and then each again: whether all of them were still there. */
async function areAllKept(
  count: number,
  use: (number: number) => Promise<unknown>,
  asked: readonly unknown[],
): Promise<boolean> {
  for (let number = 0; number < count; number += 1) await use(number);
  const before = asked.length;
  for (let number = 0; number < count; number += 1) await use(number);
  return asked.length === before;
}

describe.each([
  ['as many as there is room for', 0, true],
  ['one more', 1, false],
] as const)('%s', (_name, more, expected) => {
  it('of facts of consents', async () => {
    const asked: string[] = [];
    const known = createKnownConsents({
      async find(consentId) {
        asked.push(consentId);
        return facts(Number(consentId.split('_')[1]));
      },
    });
    const use = (number: number) => known.find(`consent_${number}`, 1, signal);
    expect(await areAllKept(20_000 + more, use, asked)).toBe(expected);
  });

  const mirrorOf = (weight: number, maxBytes: number | undefined, asked: string[]) => {
    const reply = async (what: string): Promise<never> => {
      asked.push(what);
      return { status: 'read', content: [], etag: '"1"', weight } as never;
    };
    return createMirror({
      pods: {
        list: ({ container }) => reply(container),
        opened: ({ container }) => reply(container),
        vendors: ({ container }) => reply(container),
        item: ({ container }) => reply(container),
      },
      now,
      ...(maxBytes && { maxBytes }),
    });
  };
  it.each([
    ['owners’ documents, by their number', 100, undefined, 20_000],
    ['owners’ documents, by their text', 1_048_576, undefined, 128],
    ['owners’ documents, by their number, where it was set', 100, 4_194_304, 625],
    ['owners’ documents, by their text, where it was set', 1_048_576, 4_194_304, 4],
  ])('of %s', async (_what, weight, maxBytes, count) => {
    const asked: string[] = [];
    const mirror = mirrorOf(weight, maxBytes, asked);
    const use = (number: number) => mirror.list(facts(number), issues, signal);
    expect(await areAllKept(count + more, use, asked)).toBe(expected);
  });

  it('of confirmations by pods', async () => {
    const asked: string[] = [];
    const confirmer = createPodConfirmer({
      pod: {
        async read(_container, consentId) {
          asked.push(consentId);
          return { status: 'absent' };
        },
        readConnection: async () => ({ ownerWebId: 'https://somebody.example/', nonce: 'nonce' }),
        isListed: async () => true,
      },
      now,
      confirmations: {
        confirm: async () => true,
        isElsewhere: async () => false,
        receiptMeanwhile: async () => undefined,
      },
      endings: { endedInPod: async () => undefined },
    });
    const use = async (number: number) => {
      if (confirmer.peek(`consent_${number}`) === undefined) asked.push('not there');
      return confirmer.confirm(facts(number), signal);
    };
    expect(await areAllKept(20_000 + more, use, asked)).toBe(expected);
  });

  it('of vendors whose document could not be read', async () => {
    const asked: string[] = [];
    const vendors = createVendorDirectory({
      store: {
        find: async () => undefined,
        isLiftedForAny: async () => false,
        save: () => Promise.reject(new Error('nothing was read')),
      },
      fetch: async (input) => {
        asked.push(String(input));
        return new Response(null, { status: 404 });
      },
      localOrigins: [],
      now,
    });
    const use = (number: number) => vendors.find(`https://vendor.example/${number}`);
    expect(await areAllKept(1_000 + more, use, asked)).toBe(expected);
  });
});
