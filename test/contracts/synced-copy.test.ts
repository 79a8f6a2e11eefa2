// Whatever an owner does, and whatever is lost on the way: after a finished sync a vendor holds what is approved, and nothing else.
import { createMemoryCopies, createSyncAsDecided, testEntry } from '@parley/consent-gateway/testing';
import { type AuthorizationDetails, type DataItem, type ItemChange, newId } from '@parley/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type ModelCategory, type ModelItem, modelRead } from '../support/read-model.ts';
import { createTwoProcesses, type TwoProcesses } from '../support/two-processes.ts';

let processes: TwoProcesses;
beforeAll(async () => {
  processes = await createTwoProcesses();
});
afterAll(() => processes?.drop());

const VENDOR = 'https://acme.example/client';
const CARE = 'https://w3id.org/dpv#CustomerCare';
const vendors = [{ id: 'acme', name: 'Acme', clientId: VENDOR, circles: ['shops'] }];
const BEGIN = Date.parse('2026-11-22T12:00:00Z');
const FIELDS = {
  issues: ['title', 'state', 'createdAt', 'description'],
  preferences: ['topic', 'statement', 'validFrom'],
} as const;
type Kind = keyof typeof FIELDS;

const word = fc.constantFrom('one', 'two', 'three');
const slot = fc.record({
  kind: fc.constantFrom<Kind>('issues', 'preferences'),
  id: fc.constantFrom('a', 'b', 'c', 'd'),
});
const audience = fc.constantFrom<DataItem['audience']>('everyone', ['acme'], ['shops'], ['other']);
const subset = (of: readonly string[]) => fc.subarray([...of]);

/** What may happen, in any order. */
const happening = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('write' as const),
      slot,
      word,
      audience,
      isValid: fc.constantFrom(true, true, false),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('delete' as const), slot }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('spoil' as const), slot }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('narrow' as const),
      issues: subset(FIELDS.issues),
      preferences: subset(FIELDS.preferences),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('ask' as const),
      limit: fc.integer({ min: 1, max: 3 }),
      fate: fc.constantFrom('kept', 'kept', 'kept', 'lost', 'repeated', 'forgotten'),
    }),
  },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

type Gateways = () => readonly ReturnType<typeof createMemoryCopies>[];

/** An owner, a vendor, and one or more gateways over the same copies. */
function createStory(gateways: Gateways) {
  const pod = new Map<string, ModelItem>();
  const spoilt = new Set<string>();
  let now = BEGIN;
  let version = 1;
  let given: Record<Kind, readonly string[]> = FIELDS;
  const consentId = newId('consent');
  const stored = (category: string): DataItem[] =>
    [...pod.values()]
      .filter((item) => item.category === category)
      .map(({ name: id, audience: of, fields }) => ({ id, audience: of, fields: { ...fields } }));
  const syncs = gateways().map((copies) =>
    createSyncAsDecided(
      { items: stored, vendors, unreadable: (id) => spoilt.has(id) },
      { copies, now: () => new Date(now) },
    ),
  );
  const details = (): AuthorizationDetails => {
    const kinds = (['issues', 'preferences'] as const).filter((kind) => given[kind].length > 0);
    const fields = Object.fromEntries(
      kinds.map((kind) => [kind, { required: [...given[kind]], optional: [] }]),
    );
    return [testEntry({ datatypes: kinds, fields })];
  };

  const held = new Map<string, ItemChange & { type: 'upserted' }>();
  let cursor: string | undefined;
  let unseen: Set<string> | undefined = new Set();
  let isWithinRound = false;
  let asked = 0;
  const startOver = (): void => {
    cursor = undefined;
    unseen = new Set(held.keys());
    isWithinRound = false;
  };

  /** One page, by any of the gateways. Whether there is more to be had. */
  async function ask(limit: number, fate: string): Promise<boolean> {
    if (fate === 'forgotten') startOver();
    asked += 1;
    const sync = syncs[asked % syncs.length];
    const of = { vendorId: VENDOR, consentId, version, details: details(), purpose: CARE, cursor, limit };
    const page = await sync?.page(of);
    if (page === undefined || page === 'invalid_cursor') throw new Error('a cursor of its own is not taken');
    if (page === 'cursor_expired') {
      startOver();
      return true;
    }
    if (fate === 'lost') return true;
    const again = fate === 'repeated' ? await sync?.page(of) : page;
    if (JSON.stringify(again) !== JSON.stringify(page))
      throw new Error('the same page twice is not the same');
    for (const change of page.changes) {
      const key = `${change.category} ${change.id}`;
      unseen?.delete(key);
      if (change.type === 'removed') held.delete(key);
      else held.set(key, change);
    }
    cursor = page.nextCursor;
    isWithinRound = page.hasMore;
    if (!page.hasMore) {
      for (const key of unseen ?? []) held.delete(key);
      unseen = undefined;
    }
    return page.hasMore;
  }

  async function happen(each: Happening): Promise<void> {
    if (each.what === 'ask') await ask(each.limit, each.fate);
    else if (each.what === 'pass') now += each.hours * 3_600_000;
    else if (each.what === 'delete') pod.delete(`${each.slot.kind} ${each.slot.id}`);
    else if (each.what === 'spoil') spoilt.add(each.slot.id);
    else if (each.what === 'write') {
      const { kind, id } = each.slot;
      const validFrom = new Date(now + (each.isValid ? -1 : 2) * 3_600_000).toISOString();
      const fields =
        kind === 'issues'
          ? {
              title: each.word,
              state: 'open',
              kind: 'fault',
              createdAt: '2026-11-01T00:00:00Z',
              description: `of ${each.word}`,
            }
          : { topic: 'contact', statement: each.word, validFrom };
      const category: ModelCategory = kind;
      pod.set(`${kind} ${id}`, { name: id, category, audience: each.audience, fields });
    } else if (each.issues.length + each.preferences.length > 0) {
      // Also wider than before: as after a new consent under the same cursor.
      given = { issues: each.issues, preferences: each.preferences };
      version += 1;
    }
  }

  async function round(): Promise<void> {
    for (let pages = 0; await ask(2, 'kept'); pages += 1) if (pages > 50) throw new Error('it never ends');
  }

  /** Of the items that the model shows, what the vendor should hold. */
  function approved(): Map<string, unknown> {
    const entries = [{ purpose: CARE, actions: ['read'], fields: given, filter: {} }];
    const world = { entries, items: [...pod.values()], names: ['acme', 'shops'], now: new Date(now) };
    const all = new Map<string, unknown>();
    for (const category of ['issues', 'preferences'] as const) {
      const list = modelRead({ purpose: CARE, category, query: {} }, world);
      for (const [name, fields] of 'items' in list ? list.items : []) {
        const whole =
          category === 'issues'
            ? modelRead({ purpose: CARE, category, item: name, query: {} }, world)
            : undefined;
        const shown = whole !== undefined && 'items' in whole ? whole.items.get(name) : fields;
        const id = syncs[0]?.idOf(VENDOR, category, name) ?? '';
        all.set(`${category} ${id}`, { id, ...shown });
      }
    }
    return all;
  }

  return {
    happen,
    async finish(): Promise<void> {
      spoilt.clear();
      // What was gone through before may be different by now: a round that was begun then is not the last one.
      if (isWithinRound) await round();
      await round();
      const copy = new Map([...held].map(([key, { item }]) => [key, item]));
      const sorted = (map: Map<string, unknown>) =>
        JSON.stringify([...map].sort().map(([key, item]) => [key, Object.entries(item as object).sort()]));
      if (sorted(copy) !== sorted(approved()))
        throw new Error(`${sorted(copy)} is not ${sorted(approved())}`);
    },
  };
}

describe.each<[string, Gateways, number]>([
  ['in memory', () => [createMemoryCopies()], 400],
  ['in PostgreSQL, by two processes', () => [processes.stores.copies, processes.others.copies], 25],
])('a copy kept with cursors %s', (_where, gateways, numRuns) => {
  it('is what is approved after every finished sync, whatever has happened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (story) => {
        const { happen, finish } = createStory(gateways);
        for (const each of story) await happen(each);
        await finish();
        await finish();
      }),
      { numRuns },
    );
  });
});
