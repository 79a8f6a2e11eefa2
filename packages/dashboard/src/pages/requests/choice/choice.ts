import type { AuthorizationDetails, DataAccess } from '@parley/protocol';

/**
 * What a person has chosen of a request, while looking at it: the parts that are on, and an end earlier than the one asked for.
 * What is sent follows from it alone: see `approvedOf`.
 */
export interface Choice {
  readonly parts: ReadonlySet<string>;
  /** RFC 3339. Absent: as asked. */
  readonly until?: string;
}

/** One thing of an entry that can be on or off. `value`: one of a list that a filter names. `anyone`: what is meant for others too. */
export type Part =
  | { readonly kind: 'field'; readonly category: string; readonly name: string }
  | { readonly kind: 'value'; readonly category: string; readonly filter: string; readonly value: string }
  | { readonly kind: 'anyone'; readonly category: string; readonly filter: string }
  | { readonly kind: 'action'; readonly name: string }
  | { readonly kind: 'recipient'; readonly name: string };

export const partKey = (purpose: string, part: Part): string =>
  JSON.stringify([purpose, ...Object.values(part)]);

export const isChosen = (choice: Choice, purpose: string, part: Part): boolean =>
  choice.parts.has(partKey(purpose, part));

export function toggled(choice: Choice, purpose: string, part: Part): Choice {
  const key = partKey(purpose, part);
  const parts = new Set(choice.parts);
  if (!parts.delete(key)) parts.add(key);
  return { ...choice, parts };
}

/** Where one begins: what the company says it needs, within the limits that it states. Nothing else is on. */
export const requiredChoice = (details: AuthorizationDetails): Choice => choiceOf(details, isNeeded);

/** All that was asked for. */
export const wholeChoice = (details: AuthorizationDetails): Choice => choiceOf(details, () => true);

function choiceOf(details: AuthorizationDetails, isOn: (entry: DataAccess, part: Part) => boolean): Choice {
  const keys = details.flatMap((entry) =>
    partsOf(entry)
      .filter((part) => isOn(entry, part))
      .map((part) => partKey(entry.purpose, part)),
  );
  return { parts: new Set(keys) };
}

/** Limits that it sets itself and what it says of others belong to what it offers; more than the data it needs does not. */
function isNeeded(entry: DataAccess, part: Part): boolean {
  if (part.kind === 'field') return entry.fields[part.category]?.required.includes(part.name) === true;
  return part.kind === 'value' || part.kind === 'recipient';
}

/** Everything of an entry that can be taken out. Reading itself cannot: without it there is nothing to give. */
export function partsOf(entry: DataAccess): Part[] {
  return [
    ...entry.datatypes.flatMap((category) => [...fieldsIn(entry, category), ...filtersIn(entry, category)]),
    ...entry.actions.filter((name) => name !== 'read').map((name) => ({ kind: 'action', name }) as const),
    ...entry.recipients.map((name) => ({ kind: 'recipient', name }) as const),
  ];
}

function fieldsIn({ fields }: DataAccess, category: string): Part[] {
  const { required = [], optional = [] } = fields[category] ?? {};
  return [...required, ...optional].map((name) => ({ kind: 'field', category, name }));
}

function filtersIn({ filter }: DataAccess, category: string): Part[] {
  return Object.entries(filter[category] ?? {}).flatMap(([name, stated]): Part[] => {
    if (typeof stated !== 'string')
      return stated.map((value) => ({ kind: 'value', category, filter: name, value }));
    return stated === 'anyone' ? [{ kind: 'anyone', category, filter: name }] : [];
  });
}
