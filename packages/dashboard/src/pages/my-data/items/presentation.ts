import type { DataCategory, DataItem } from '@parley/protocol';
import type { FormLayout } from '../form/form-layout.ts';
import { type ItemDraft, writtenFields } from '../form/item-draft.ts';

/** How the items of a category are shown. One that is not here is shown by its declaration alone. */
interface Presentation {
  readonly form?: FormLayout;
  /** What is chosen in the form of a new one, by the name of the field. */
  readonly start?: Readonly<Record<string, string>>;
  /** The field by which the list is divided. */
  readonly groupBy?: string;
  /** The fields that stand for an item in the list, as far as it has them. */
  readonly title?: readonly string[];
  /** Said beside it. */
  readonly tag?: string;
}

const ADDRESS = ['street', 'postalCode', 'city', 'region', 'country'];
const OF_KIND: Readonly<Record<string, readonly string[]>> = {
  email: ['email'],
  phone: ['phone'],
  post: ADDRESS,
  card: ['email', 'phone', ...ADDRESS],
};
const ALWAYS = ['kind', 'name'];
const REACHED_BY = ['email', 'phone', ...ADDRESS];
const MORE = ['use', 'reach', 'validFrom', 'validUntil'];

const PRESENTATIONS: Readonly<Record<string, Presentation>> = {
  preferences: {
    form: { more: ['value', 'validFrom', 'validUntil'], long: ['statement'] },
    start: { strength: 'prefer' },
    groupBy: 'topic',
    title: ['statement'],
    tag: 'strength',
  },
  contact: {
    form: { fields: contactFields, more: MORE },
    groupBy: 'kind',
    title: REACHED_BY,
    tag: 'reach',
  },
};

export function presentationOf(category: DataCategory): Presentation {
  return PRESENTATIONS[category.name] ?? { title: writtenFields(category) };
}

/** What stands for an item in a list; empty where it has no words. */
export function titleOf(category: DataCategory, { fields }: DataItem): string {
  const { title = [] } = presentationOf(category);
  return title.flatMap((name) => (fields[name] === undefined ? [] : [String(fields[name])])).join(', ');
}

/** What belongs to the chosen way, and whatever else has been written down already. */
function contactFields({ texts }: ItemDraft): readonly string[] {
  const chosen = OF_KIND[texts['kind'] ?? ''] ?? [];
  const isThere = (name: string) => chosen.includes(name) || (texts[name] ?? '') !== '';
  return texts['kind'] === undefined ? ['kind'] : [...ALWAYS, ...REACHED_BY.filter(isThere), ...MORE];
}
