// What a read may show, written down a second time from the rules alone: no code of the gateway, no declaration of a category.

export type ModelCategory = 'issues' | 'preferences' | 'contact';
type Value = string | number | boolean;

/** An item as its owner wrote it. */
export interface ModelItem {
  readonly name: string;
  readonly category: ModelCategory;
  readonly audience: 'everyone' | readonly string[];
  readonly fields: Readonly<Record<string, Value>>;
}

/** One purpose of a consent, as far as it decides what is seen. */
export interface ModelEntry {
  readonly purpose: string;
  readonly actions: readonly string[];
  /** Of each category the fields that were given. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly filter: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** Nothing older is there. */
  readonly oldest?: Date | undefined;
}

export interface ModelRead {
  readonly purpose: string | undefined;
  readonly category: string;
  /** One item, by the name it has in the model. */
  readonly item?: string | undefined;
  readonly query: Readonly<Record<string, readonly string[]>>;
}

export type ModelOutcome =
  | { readonly refused: 'insufficient_authorization' | 'not_found' | 'invalid_request' }
  | { readonly items: ReadonlyMap<string, Readonly<Record<string, Value>>> };

const SHAPES: Record<
  ModelCategory,
  { list: string[]; item: string[]; filters: Record<string, string>; ages: string[] }
> = {
  issues: {
    list: ['title', 'state', 'kind', 'severity', 'createdAt', 'modifiedAt'],
    item: ['description', 'about', 'desiredOutcome', 'messages'],
    filters: { states: 'state', kinds: 'kind' },
    ages: ['createdAt', 'modifiedAt'],
  },
  preferences: {
    list: ['topic', 'statement', 'value', 'strength', 'validFrom', 'validUntil', 'modifiedAt'],
    item: [],
    filters: { topics: 'topic' },
    ages: ['modifiedAt'],
  },
  contact: {
    list: ['kind', 'use', 'reach', 'name', 'email', 'phone', 'validFrom', 'validUntil', 'modifiedAt'],
    item: [],
    filters: { kinds: 'kind' },
    ages: ['modifiedAt'],
  },
};

const NOT_COVERED = { refused: 'insufficient_authorization' } as const;

/** What a vendor that goes by these names gets, while the consent is live. */
export function modelRead(
  read: ModelRead,
  world: {
    readonly entries: readonly ModelEntry[];
    readonly items: readonly ModelItem[];
    readonly names: readonly string[];
    readonly now: Date;
  },
): ModelOutcome {
  const entry = world.entries.find(({ purpose }) => purpose === read.purpose);
  const shape = Object.hasOwn(SHAPES, read.category) ? SHAPES[read.category as ModelCategory] : undefined;
  if (entry === undefined || shape === undefined || !entry.actions.includes('read')) return NOT_COVERED;
  const given = entry.fields[read.category] ?? [];
  if (given.length === 0 || (read.item !== undefined && shape.item.length === 0)) return NOT_COVERED;
  const asked = read.query['fields'];
  const shown = [...shape.list, ...(read.item === undefined ? [] : shape.item)].filter(
    (name) => given.includes(name) && (asked === undefined || asked.includes(name)),
  );
  const approved = entry.filter[read.category] ?? {};
  const narrowing = read.item === undefined ? read.query : {};
  const addressee = narrowing['addressee'];
  const isIssues = read.category === 'issues';
  if (isIssues && addressee !== undefined && !isWord(addressee)) return { refused: 'invalid_request' };
  const anyones = isIssues && approved['addressee'] === 'anyone' && addressee?.[0] !== 'requester';

  const seen = world.items.filter((item) => {
    if (item.category !== read.category) return false;
    const mine = item.audience === 'everyone' || item.audience.some((name) => world.names.includes(name));
    const wants = Object.entries(shape.filters).every(([filter, field]) => {
      const has = String(item.fields[field] ?? '');
      const allowed = approved[filter];
      if (allowed !== undefined && !allowed.includes(has)) return false;
      // By what is hidden nobody filters.
      const wanted = given.includes(field) ? narrowing[filter] : undefined;
      return wanted === undefined || wanted.includes(has);
    });
    const age = Math.max(...shape.ages.map((name) => at(item.fields[name]) ?? Number.NEGATIVE_INFINITY));
    const isYoung = entry.oldest === undefined || age >= entry.oldest.getTime();
    const from = at(item.fields['validFrom']) ?? Number.NEGATIVE_INFINITY;
    const until = at(item.fields['validUntil']) ?? Number.POSITIVE_INFINITY;
    return (
      (mine || anyones) && wants && isYoung && from <= world.now.getTime() && world.now.getTime() < until
    );
  });
  const one = read.item === undefined ? seen : seen.filter(({ name }) => name === read.item);
  if (read.item !== undefined && one.length === 0) return { refused: 'not_found' };
  return {
    items: new Map(
      one.map(({ name, fields }) => [
        name,
        Object.fromEntries(
          shown.flatMap((field) => (field in fields ? [[field, fields[field] as Value]] : [])),
        ),
      ]),
    ),
  };
}

const isWord = (values: readonly string[]): boolean =>
  values.length === 1 && (values[0] === 'requester' || values[0] === 'anyone');

function at(value: Value | undefined): number | undefined {
  return value === undefined ? undefined : Date.parse(String(value));
}
