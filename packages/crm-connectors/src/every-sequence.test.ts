// Whatever happens in whatever order, also with a request that fails or whose answer is lost: the CRM has what is approved, and nothing else.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryBookkeeping } from './bookkeeping/memory-bookkeeping.ts';
import { createCloudEvents } from './cloudevents/cloud-events.ts';
import type { ConsentStanding } from './consent/consent-in-force.ts';
import { createCrmConnector } from './create-connector.ts';
import type { Crm } from './crm.ts';
import { isCrmConnectorError } from './errors.ts';
import { createHubSpot } from './hubspot/hubspot.ts';
import { createSalesforce } from './salesforce/salesforce.ts';
import { CARE, consentOf, DAY_MS, entryOf, PERSONALISATION, START } from './test-support/consents.ts';
import { type CrmDouble, type DoubleFetch, fetchOf } from './test-support/crm-double.ts';
import { createEventSink } from './test-support/event-sink.ts';
import { createHubSpotDouble } from './test-support/hubspot-double.ts';
import { createSalesforceDouble } from './test-support/salesforce-double.ts';
import { createZendeskDouble } from './test-support/zendesk-double.ts';
import { createZendesk } from './zendesk/zendesk.ts';

const FIELDS = ['title', 'description', 'messages'] as const;
type Field = (typeof FIELDS)[number];
const RETENTION_DAYS = 10;

/** Two consents of one owner, the second for two purposes: they overlap in the same items. */
const HELD = [
  { id: 'consent_one', purpose: CARE, endsAfter: 30 },
  { id: 'consent_two', purpose: CARE, endsAfter: 60 },
  { id: 'consent_two', purpose: PERSONALISATION, endsAfter: 20 },
] as const;

const authorization = () => 'Bearer token';
const worlds: Record<
  string,
  { fields: readonly Field[]; make: () => { double: CrmDouble; crm: (fetch: DoubleFetch) => Crm } }
> = {
  salesforce: {
    fields: ['title', 'description'],
    make: () => ({
      double: createSalesforceDouble(),
      crm: ({ fetch }) =>
        createSalesforce({ origin: 'https://acme.my.salesforce.com', authorization, fetch }),
    }),
  },
  hubspot: {
    fields: ['title', 'description'],
    make: () => ({
      double: createHubSpotDouble(),
      crm: ({ fetch }) =>
        createHubSpot({
          ...{ authorization, fetch, subscriberOf: async () => undefined },
          pipeline: { id: '0', stages: { open: '1' } },
        }),
    }),
  },
  zendesk: {
    fields: FIELDS,
    make: () => ({
      double: createZendeskDouble(),
      crm: ({ fetch }) => createZendesk({ origin: 'https://acme.zendesk.com', authorization, fetch }),
    }),
  },
  cloudevents: {
    fields: FIELDS,
    make: () => ({
      double: createEventSink(),
      crm: ({ fetch }) =>
        createCloudEvents({
          origin: 'https://events.example',
          source: 'urn:acme',
          withData: true,
          authorization,
          fetch,
        }),
    }),
  },
};

const indexes = { held: fc.nat({ max: HELD.length - 1 }), item: fc.nat({ max: 2 }) };
const stepArbitrary = fc.record({
  act: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('upsert' as const),
        ...indexes,
        has: fc.subarray([...FIELDS]),
      }),
    },
    fc.record({ kind: fc.constant('remove' as const), ...indexes }),
    fc.record({ kind: fc.constant('narrow' as const), held: indexes.held, to: fc.subarray([...FIELDS]) }),
    fc.record({ kind: fc.constant('withdraw' as const), held: indexes.held }),
    fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 25 }) }),
  ),
  fault: fc.option(
    fc.record({ at: fc.nat({ max: 5 }), when: fc.constantFrom('before' as const, 'after' as const) }),
  ),
});
type Step = ReturnType<typeof stepArbitrary.generate>['value'];

/** What may be in the CRM, without a word of how the connector knows: by item and field the last text, and under what it was given. */
function createModel() {
  const scopes: Set<Field>[] = HELD.map(() => new Set(FIELDS));
  const given = new Map<string, { text: string; under: Set<number> }>();
  const ended = new Set<string>();
  let today = 0;
  const isOver = (held: number): boolean => ended.has(HELD[held]!.id) || today >= HELD[held]!.endsAfter;
  const lose = (held: number, holds: (name: string) => boolean): void => {
    for (const [name, { under }] of given) if (holds(name)) under.delete(held);
  };
  return {
    ...{ scopes, given, ended, isOver, lose },
    wait(days: number) {
      today += days;
      for (const [held, { endsAfter }] of HELD.entries())
        if (today >= endsAfter + RETENTION_DAYS) lose(held, () => true);
    },
    now: () => new Date(START.getTime() + today * DAY_MS),
    texts: (fields: readonly Field[]) =>
      [...given]
        .filter(([name, { under }]) => under.size > 0 && fields.some((field) => name.endsWith(field)))
        .map(([, { text }]) => text)
        .sort(),
  };
}

async function play(world: (typeof worlds)[string], steps: readonly Step[]): Promise<void> {
  const { double, crm } = world.make();
  const network = fetchOf(double);
  const model = createModel();
  const versions = new Map<string, number>();
  const key = new Uint8Array(32).fill(7);
  const bookkeeping = createMemoryBookkeeping();
  const connector = createCrmConnector({ crm: crm(network), bookkeeping, key, now: model.now });
  const consentNow = (id: string) => {
    const entries = HELD.flatMap((each, held) => {
      const issues = [...model.scopes[held]!];
      return each.id === id && issues.length > 0 ? [entryOf({ ...each, fields: { issues } })] : [];
    });
    return consentOf(entries, { id, version: versions.get(id) ?? 1 });
  };
  const follow = (id: string, status: ConsentStanding['status']) => {
    const consent = consentNow(id);
    return connector.follow(consent, { ...consent, status });
  };
  let revision = 0;

  async function run({ act }: Step): Promise<void> {
    if (act.kind === 'wait') {
      const [failure] = (await connector.expire()).failures;
      if (failure !== undefined) throw failure;
      return;
    }
    const { id, purpose } = HELD[act.held]!;
    if (act.kind === 'withdraw') await follow(id, 'withdrawn');
    else if (act.kind === 'narrow') await follow(id, 'given');
    else {
      const itemId = `item_${act.item}`;
      const place = { category: 'issues', id: itemId };
      const change =
        act.kind === 'remove'
          ? { ...place, type: 'removed' as const }
          : { ...place, type: 'upserted' as const, item: itemAt(itemId, act.has, revision) };
      await connector.apply([change], { consent: consentNow(id), purpose });
    }
  }

  for (const step of steps) {
    const { act } = step;
    if (act.kind !== 'wait' && (model.ended.has(HELD[act.held]!.id) || model.isOver(act.held))) continue;
    revision += 1;
    expected(model, versions, act, revision);
    if (act.kind === 'upsert' && model.scopes[act.held]!.size === 0) continue;
    network.fault = step.fault ?? undefined;
    await run(step).catch((error) => {
      if (step.fault === null || !isCrmConnectorError(error, 'network')) throw error;
    });
    const isFaulted = network.fault !== undefined && network.fault.at < 0;
    network.fault = undefined;
    // What had to go goes with the next turn, without anybody asking for it again.
    await run(isFaulted && act.kind !== 'upsert' ? { ...step, act: { kind: 'wait', days: 0 } } : step);
    const found = [...new Set(JSON.stringify(double.content()).match(/\btext-\w+-\w+-\d+\b/g))].sort();
    expect(found).toEqual(model.texts(world.fields));
  }
}

const textOf = (item: string, field: Field, revision: number): string => `text-${item}-${field}-${revision}`;

function itemAt(id: string, has: readonly Field[], revision: number) {
  const of = (field: Field) => textOf(id, field, revision);
  const message = {
    id: 'message_1',
    content: of('messages'),
    createdAt: START.toISOString(),
    from: 'owner' as const,
  };
  return {
    id,
    ...(has.includes('title') && { title: of('title') }),
    ...(has.includes('description') && { description: of('description') }),
    ...(has.includes('messages') && { messages: [message] }),
  };
}

function expected(
  model: ReturnType<typeof createModel>,
  versions: Map<string, number>,
  act: Step['act'],
  revision: number,
): void {
  if (act.kind === 'wait') {
    model.wait(act.days);
    return;
  }
  const { id } = HELD[act.held]!;
  const scope = model.scopes[act.held]!;
  if (act.kind === 'withdraw') {
    model.ended.add(id);
    for (const [held, each] of HELD.entries()) if (each.id === id) model.lose(held, () => true);
  } else if (act.kind === 'narrow') {
    versions.set(id, (versions.get(id) ?? 1) + 1);
    for (const field of FIELDS) if (!act.to.includes(field)) scope.delete(field);
    model.lose(act.held, (name) => !scope.has(name.split(' ')[1] as Field));
  } else {
    const itemId = `item_${act.item}`;
    model.lose(act.held, (name) => name.startsWith(`${itemId} `));
    if (act.kind === 'remove') return;
    for (const field of act.has.filter((each) => scope.has(each))) {
      const under = model.given.get(`${itemId} ${field}`)?.under ?? new Set();
      model.given.set(`${itemId} ${field}`, {
        text: textOf(itemId, field, revision),
        under: under.add(act.held),
      });
    }
  }
}

it.each(Object.entries(worlds))(
  '%s holds exactly what is approved after any sequence',
  { timeout: 120_000 },
  async (_, world) => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 14 }), (steps) => play(world, steps)),
      { numRuns: 100 },
    );
  },
);
