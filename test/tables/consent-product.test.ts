// The wide product: every consent of the table with every vendor, purpose, resource and query, and any others that chance makes up.
// What is decided and minimised has to be exactly what the model of a read says: never more, and all of it.
import { createReadAsDecided } from '@parley/consent-gateway/testing';
import { type AuthorizationDetails, authorizationDetailsSchema, type DataItem } from '@parley/protocol';
import type { AccessRequestEntry } from '@parley/vendor-sdk';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { CIRCLES, modelEntry, namesOnStage, STAGE } from '../support/consent-stage.ts';
import { type ModelItem, type ModelRead, modelRead } from '../support/read-model.ts';
import { CUSTOMER_CARE, careRequest, DIRECT_MARKETING } from '../support/requests.ts';
import { TERMS } from './consent-rows.ts';

const CATEGORIES = ['issues', 'preferences', 'contact'] as const;
const VENDORS = ['acme', 'globex', 'stranger'];
const now = new Date();
const clientOf = (vendor: string): string => `https://${vendor}.example/client.json`;
const known = Object.entries(CIRCLES).map(([id, circles]) => ({
  id,
  name: id,
  clientId: clientOf(id),
  circles,
}));
const inPod = (stage: readonly ModelItem[]): ReadonlyMap<string, readonly DataItem[]> =>
  new Map(
    CATEGORIES.map((name) => [
      name,
      stage
        .filter(({ category }) => category === name)
        .map(({ name: id, audience, fields }) => ({ id, audience, fields })),
    ]),
  );

function detailsOf(entries: readonly AccessRequestEntry[]): AuthorizationDetails {
  const whole = entries.map((entry) => ({
    type: 'urn:parley:data-access',
    locations: ['https://gw.example/v1'],
    ...entry,
  }));
  return authorizationDetailsSchema.parse(whole);
}

type ReadAsDecided = ReturnType<typeof createReadAsDecided>;
const podWith = (stage: readonly ModelItem[]): ReadAsDecided =>
  createReadAsDecided({ items: inPod(stage), vendors: known, now: () => now });

/** Of each vendor which item it knows under which id: what a consent to all of it shows. */
const names = new Map<string, ReadonlyMap<string, string>>();

beforeAll(async () => {
  for (const vendor of VENDORS) {
    const all = new Map<string, string>();
    for (const item of STAGE) {
      const pod = podWith([{ ...item, audience: 'everyone', fields: { ...item.fields, ...always } }]);
      const details = detailsOf([careRequest(TERMS['all']?.[0])]);
      const read = { vendorId: clientOf(vendor), details, askedAt: now, purpose: CUSTOMER_CARE, search: '' };
      const seen = await pod({ ...read, path: `/${item.category}` });
      if ('items' in seen) all.set(String(seen.items[0]?.['id']), item.name);
    }
    expect(all.size).toBe(STAGE.length);
    names.set(vendor, all);
  }
});
const always = { validFrom: '2020-01-01T00:00:00Z', validUntil: '2120-01-01T00:00:00Z' };

interface Try {
  readonly vendor: string;
  readonly entries: readonly AccessRequestEntry[];
  readonly details: AuthorizationDetails;
  readonly read: ModelRead;
}

/** Both say what comes out. */
async function compare(
  pod: ReadAsDecided,
  stage: readonly ModelItem[],
  { vendor, entries, details, read }: Try,
) {
  const idOf = (name: string): string =>
    [...(names.get(vendor) ?? [])].find(([, each]) => each === name)?.[0] ?? `item_${'A'.repeat(22)}`;
  const search = new URLSearchParams(
    Object.entries(read.query).map(([name, values]) => [name, values.join(',')]),
  );
  const decided = await pod({
    vendorId: clientOf(vendor),
    details,
    askedAt: now,
    purpose: read.purpose,
    path: `/${read.category}${read.item === undefined ? '' : `/${idOf(read.item)}`}`,
    search: String(search),
  });
  const modelled = modelRead(read, {
    entries: entries.map((entry) => modelEntry(entry, now)),
    items: stage,
    names: namesOnStage(vendor),
    now,
  });
  const said =
    'refused' in decided
      ? decided
      : Object.fromEntries(
          decided.items.map(({ id, ...fields }) => [names.get(vendor)?.get(String(id)), fields]),
        );
  expect(said).toEqual('refused' in modelled ? modelled : Object.fromEntries(modelled.items));
}

function* product<T>(lists: readonly (readonly T[])[]): Generator<T[]> {
  const [first, ...rest] = lists;
  if (first === undefined) return yield [];
  for (const one of first) for (const others of product(rest)) yield [one, ...others];
}

const FIELDS = [undefined, ['title', 'email'], ['severity', 'statement'], ['description', 'nonsense']];
const STATES = [undefined, ['open'], ['answered', 'nonsense']];
const OTHERS = [undefined, ['fault'], ['email']];
const TOPICS = [undefined, ['delivery', 'nonsense']];
const ADDRESSEES = [undefined, ['requester'], ['anyone'], ['anyone', 'requester']];

const stated = (query: Record<string, readonly string[] | undefined>): ModelRead['query'] =>
  Object.fromEntries(
    Object.entries(query).filter(([, values]) => values !== undefined),
  ) as ModelRead['query'];
const QUERIES = [...product([FIELDS, STATES, OTHERS, TOPICS, ADDRESSEES])].map(
  ([fields, states, kinds, topics, addressee]) => stated({ fields, states, kinds, topics, addressee }),
);
const PURPOSES = [
  CUSTOMER_CARE,
  DIRECT_MARKETING,
  'https://w3id.org/dpv#CustomerRelationshipManagement',
  undefined,
];

it('A46a, A46b, A46c, A46d, A48a, A48b, A49a, A49b, A49c, A49f, A61b, A61c is what the model says for every consent, vendor, purpose, resource and query of the table', {
  timeout: 120_000,
}, async () => {
  const pod = podWith(STAGE);
  let tried = 0;
  for (const parts of Object.values(TERMS)) {
    const entries = parts.map((each) => careRequest(each));
    const details = detailsOf(entries);
    for (const vendor of VENDORS) {
      for (const purpose of PURPOSES) {
        const queries = purpose === entries[0]?.purpose ? QUERIES : QUERIES.slice(0, 3);
        for (const category of [...CATEGORIES, 'payments', '__proto__', 'constructor'])
          for (const query of category === 'issues' ? queries : queries.filter((_, at) => at % 5 === 0)) {
            await compare(pod, STAGE, { vendor, entries, details, read: { purpose, category, query } });
            tried += 1;
          }
        for (const { name: item, category } of STAGE)
          for (const query of [{}, { fields: ['title', 'description'] }, { fields: ['nonsense'] }]) {
            await compare(pod, STAGE, { vendor, entries, details, read: { purpose, category, item, query } });
            tried += 1;
          }
      }
    }
  }
  expect(tried).toBeGreaterThan(15_000);
});

const FIELDS_OF = {
  issues: ['title', 'state', 'kind', 'severity', 'createdAt', 'modifiedAt', 'description', 'about'],
  preferences: ['topic', 'statement', 'value', 'strength', 'validFrom', 'validUntil', 'modifiedAt'],
  contact: ['kind', 'email', 'phone', 'name', 'modifiedAt'],
} as const;
const someOf = (words: readonly string[]) => fc.subarray([...words], { minLength: 1 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const anEntry = fc
  .record({
    datatypes: someOf(CATEGORIES),
    fields: fc.record({
      issues: someOf(FIELDS_OF.issues),
      preferences: someOf(FIELDS_OF.preferences),
      contact: someOf(FIELDS_OF.contact),
    }),
    states: maybe(someOf(['open', 'answered', 'closed'])),
    addressee: maybe(fc.constantFrom('anyone', 'requester')),
    topics: maybe(someOf(['delivery', 'contact', 'holiday'])),
    lookback: maybe(fc.constantFrom('P3D', 'P90D')),
    purpose: fc.constantFrom(CUSTOMER_CARE, DIRECT_MARKETING),
  })
  .map(({ datatypes, fields, states, addressee, topics, lookback, purpose }): AccessRequestEntry => {
    const own = <T>(byCategory: Record<string, T>) =>
      Object.fromEntries(Object.entries(byCategory).filter(([name]) => datatypes.includes(name)));
    const filter = own({
      issues: { ...(states && { states }), ...(addressee && { addressee }) },
      preferences: { ...(topics && { topics }) },
    });
    return careRequest({
      purpose,
      datatypes,
      fields: own({
        issues: { required: fields.issues },
        preferences: { required: fields.preferences },
        contact: { required: fields.contact },
      }),
      filter: Object.fromEntries(Object.entries(filter).filter(([, each]) => Object.keys(each).length > 0)),
      access: { ...careRequest().access, ...(lookback && { lookback }) },
    } as Partial<AccessRequestEntry>);
  });

const aTry = fc.record({
  entries: fc.uniqueArray(anEntry, { minLength: 1, maxLength: 2, selector: ({ purpose }) => purpose }),
  vendor: fc.constantFrom(...VENDORS),
  purpose: fc.constantFrom(CUSTOMER_CARE, DIRECT_MARKETING, undefined),
  target: fc.oneof(
    fc.constantFrom(...CATEGORIES).map((category) => ({ category, item: undefined })),
    fc.constantFrom(...STAGE).map(({ category, name: item }) => ({ category, item })),
  ),
  query: fc.constantFrom(...QUERIES),
  audiences: fc.array(fc.constantFrom('everyone', 'acme', 'globex', 'telecoms', 'kitchens', 'nobody'), {
    minLength: STAGE.length,
    maxLength: STAGE.length,
  }),
});

it('A46a, A48b, A49a, A61b, A61c is what the model says for any consent and any addressees', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(aTry, async ({ entries, vendor, purpose, target, query, audiences }) => {
      const stage = STAGE.map((item, at): ModelItem => {
        const audience = audiences[at] ?? 'nobody';
        return { ...item, audience: audience === 'everyone' ? 'everyone' : [audience] };
      });
      const read = {
        purpose,
        ...target,
        query: target.item === undefined ? query : stated({ fields: query['fields'] }),
      };
      await compare(podWith(stage), stage, { vendor, entries, details: detailsOf(entries), read });
    }),
    { numRuns: Number(process.env['PARLEY_RUNS'] ?? 1_500) },
  );
});
