import { createItem, type Pod, saveCircle, saveVendor } from '@parley/pod-client';
import type { AccessRequestEntry } from '@parley/vendor-sdk';
import type { ModelEntry, ModelItem } from './read-model.ts';
import { categoryOf, plantTexts } from './seed-pod.ts';

const DAY_MS = 86_400_000;
const ago = (days: number): string =>
  new Date(Math.floor(Date.now() / 1000) * 1000 - days * DAY_MS).toISOString();

/** Which circle of the owner's each vendor is in, by its entry in `vendors.ttl`. */
export const CIRCLES: Readonly<Record<string, readonly string[]>> = {
  acme: ['telecoms'],
  globex: ['kitchens'],
};

const item = (
  category: ModelItem['category'],
  [name, audience]: readonly [string, ModelItem['audience']],
  fields: ModelItem['fields'],
): ModelItem => ({ name, category, audience, fields });
const written = (days: number) => ({ createdAt: ago(days), modifiedAt: ago(days) });

/** What the owner of the table has in her pod: of each kind of reason to show or to hide something, one. */
export const STAGE: readonly ModelItem[] = [
  item('issues', ['drops', ['acme']], {
    title: 'The line drops',
    state: 'open',
    kind: 'fault',
    severity: 'low',
    description: 'Every evening at eight',
    ...written(2),
  }),
  item('issues', ['invoice', ['acme']], {
    title: 'Wrong invoice',
    state: 'answered',
    kind: 'complaint',
    about: 'Invoice 17',
    ...written(3),
  }),
  item('issues', ['old', ['acme']], { title: 'Long ago', state: 'open', kind: 'question', ...written(400) }),
  item('issues', ['trade', ['telecoms']], {
    title: 'To all of the trade',
    state: 'closed',
    kind: 'request',
    ...written(4),
  }),
  item('issues', ['fridge', ['globex']], {
    title: 'The fridge hums',
    state: 'open',
    kind: 'fault',
    severity: 'high',
    description: 'At night',
    ...written(2),
  }),
  item('issues', ['noted', []], {
    title: 'A note to myself',
    state: 'open',
    kind: 'question',
    ...written(1),
  }),
  item('preferences', ['write', 'everyone'], {
    topic: 'contact',
    statement: 'Write, do not call',
    strength: 'require',
    value: true,
    modifiedAt: ago(5),
  }),
  item('preferences', ['neighbour', ['acme']], {
    topic: 'delivery',
    statement: 'To the neighbour',
    strength: 'prefer',
    modifiedAt: ago(6),
  }),
  item('preferences', ['office', ['globex']], {
    topic: 'delivery',
    statement: 'To the office',
    strength: 'prefer',
    modifiedAt: ago(6),
  }),
  item('preferences', ['once', 'everyone'], {
    topic: 'contact',
    statement: 'Not on Sundays',
    strength: 'avoid',
    modifiedAt: ago(400),
  }),
  item('preferences', ['later', 'everyone'], {
    topic: 'holiday',
    statement: 'Away',
    strength: 'prefer',
    validFrom: ago(-30),
    modifiedAt: ago(1),
  }),
  item('preferences', ['over', 'everyone'], {
    topic: 'holiday',
    statement: 'Was away',
    strength: 'prefer',
    validUntil: ago(1),
    modifiedAt: ago(7),
  }),
  item('contact', ['mail', ['acme']], { kind: 'email', email: 'ann@example.org', modifiedAt: ago(8) }),
  item('contact', ['phone', ['acme']], { kind: 'phone', phone: '+31 20 123 4567', modifiedAt: ago(9) }),
  item('contact', ['card', ['globex']], {
    kind: 'card',
    name: 'Ann',
    email: 'ann@home.example',
    modifiedAt: ago(9),
  }),
];

/** Writes the stage into a pod. `clients`: each vendor's client id, by its entry in `vendors.ttl`. */
export async function setStage(
  pod: Pod,
  clients: Readonly<Record<string, string>>,
  stage: readonly ModelItem[] = STAGE,
): Promise<void> {
  for (const circle of new Set(Object.values(CIRCLES).flat()))
    await saveCircle(pod, { circle: { id: circle, name: circle } });
  for (const [id, clientId] of Object.entries(clients))
    await saveVendor(pod, { vendor: { id, clientId, name: id, circles: [...(CIRCLES[id] ?? [])] } });
  for (const { category, fields, audience } of stage) {
    plantTexts(fields);
    await createItem(pod, { category: categoryOf(category), fields, audience });
  }
}

/** The names that a vendor goes by on the stage. */
export const namesOnStage = (vendor: string): readonly string[] => [vendor, ...(CIRCLES[vendor] ?? [])];

/** What an entry means to the model. Lookback is in whole days. */
export function modelEntry(entry: AccessRequestEntry, askedAt: Date): ModelEntry {
  const days = /^P(\d+)D$/.exec(entry.access.lookback ?? '')?.[1];
  return {
    purpose: entry.purpose,
    actions: entry.actions,
    fields: Object.fromEntries(
      Object.entries(entry.fields).map(([name, { required = [], optional = [] }]) => [
        name,
        [...required, ...optional],
      ]),
    ),
    filter: entry.filter ?? {},
    oldest: days === undefined ? undefined : new Date(askedAt.getTime() - Number(days) * DAY_MS),
  };
}
