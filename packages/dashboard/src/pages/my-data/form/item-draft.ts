import {
  type CategoryField,
  type DataCategory,
  type DataItem,
  type FieldValue,
  SCHEMA,
} from '@parley/protocol';

/** What a `value` is: it decides how it is written down for programs. */
export type ValueKind = 'string' | 'number' | 'boolean';

/** What is written in the form of an item: texts, as they were typed. */
export interface ItemDraft {
  readonly texts: Readonly<Record<string, string>>;
  /** Of the fields that may be a text, a number or yes and no. */
  readonly kinds: Readonly<Record<string, ValueKind>>;
  readonly audience: AudienceDraft;
}

export interface AudienceDraft {
  readonly mode: 'everyone' | 'some' | 'me';
  /** Ids of companies and circles; they count in the mode `some`. */
  readonly chosen: readonly string[];
}

/** What is to be changed in the pod. `undefined` takes a field away. */
export interface ItemChange {
  readonly fields: Readonly<Record<string, FieldValue | undefined>>;
  readonly audience: DataItem['audience'];
}

/** Filled in by itself. */
const TIMES = ['createdAt', 'modifiedAt', 'closedAt'];

/** The fields that a person writes, those first that every item has. */
export function writtenFields(category: DataCategory): readonly string[] {
  const names = Object.keys(category.fields).filter(
    (name) =>
      !['messages', 'attachments'].includes(category.fields[name]?.kind ?? '') && !TIMES.includes(name),
  );
  const isRequired = (name: string) => category.fields[name]?.required === true;
  return [...names.filter(isRequired), ...names.filter((name) => !isRequired(name))];
}

/** The form of an item as it stands in the pod; of a new one, where there is none. */
export function draftOf(category: DataCategory, item?: DataItem): ItemDraft {
  const texts: Record<string, string> = {};
  const kinds: Record<string, ValueKind> = {};
  for (const name of writtenFields(category)) {
    const field = category.fields[name];
    const value = item?.fields[name];
    if (field === undefined || value === undefined || typeof value === 'object') continue;
    texts[name] = field.kind === 'instant' ? dayOf(String(value)) : String(value);
    if (field.kind === 'value') kinds[name] = typeof value as ValueKind;
  }
  return { texts, kinds, audience: audienceDraftOf(item?.audience ?? 'everyone') };
}

/** What differs between the form and the item as it was seen: what nobody touched stays exactly as another app wrote it. */
export function changeOf(category: DataCategory, draft: ItemDraft, seen?: DataItem): ItemChange {
  const before = draftOf(category, seen);
  const fields: Record<string, FieldValue | undefined> = {};
  for (const name of writtenFields(category)) {
    const field = category.fields[name];
    if (field === undefined || isSame(name, draft, before)) continue;
    const value = toValue(field, draft.texts[name] ?? '', draft.kinds[name]);
    if (value !== undefined || seen !== undefined) fields[name] = value;
  }
  return { fields, audience: audienceOf(draft.audience) };
}

/** The same edit of an item that has changed meanwhile: only what was edited is taken over. */
export function rebased(
  category: DataCategory,
  { draft, seen, now }: { readonly draft: ItemDraft; readonly seen: DataItem; readonly now: DataItem },
): ItemDraft {
  const [before, current] = [draftOf(category, seen), draftOf(category, now)];
  const edited = writtenFields(category).filter((name) => !isSame(name, draft, before));
  const isAudienceSame =
    JSON.stringify(audienceOf(draft.audience)) === JSON.stringify(audienceOf(before.audience));
  return {
    texts: { ...current.texts, ...pick(draft.texts, edited, '') },
    kinds: { ...current.kinds, ...pick(draft.kinds, edited, 'string') },
    audience: isAudienceSame ? current.audience : draft.audience,
  };
}

/** `undefined`: there is none, or it is not one of its kind. */
export function toValue(
  field: CategoryField,
  text: string,
  kind: ValueKind = 'string',
): FieldValue | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (field.kind === 'instant') return toInstant(trimmed, isLastDay(field));
  if (field.kind !== 'value' || kind === 'string') return trimmed;
  if (kind === 'boolean') return trimmed === 'true';
  const number = Number(trimmed.replace(',', '.'));
  return Number.isFinite(number) ? number : undefined;
}

export const audienceOf = ({ mode, chosen }: AudienceDraft): DataItem['audience'] =>
  mode === 'everyone' ? 'everyone' : mode === 'me' ? [] : chosen;

function audienceDraftOf(audience: DataItem['audience']): AudienceDraft {
  if (audience === 'everyone') return { mode: 'everyone', chosen: [] };
  return { mode: audience.length === 0 ? 'me' : 'some', chosen: audience };
}

/** What holds until a day holds through all of it. */
const isLastDay = ({ predicate }: CategoryField): boolean => predicate === SCHEMA.validThrough;

/** The day of an instant where the person is, as a date field has it. */
function dayOf(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return '';
  const [year, month, day] = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(String);
  return `${year?.padStart(4, '0')}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
}

function toInstant(day: string, isLast: boolean): string | undefined {
  const at = new Date(`${day}T${isLast ? '23:59:59' : '00:00:00'}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

function isSame(name: string, a: ItemDraft, b: ItemDraft): boolean {
  if ((a.texts[name] ?? '') === '' && (b.texts[name] ?? '') === '') return true;
  return a.texts[name] === b.texts[name] && (a.kinds[name] ?? 'string') === (b.kinds[name] ?? 'string');
}

const pick = <T>(of: Readonly<Record<string, T>>, names: readonly string[], absent: T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, of[name] ?? absent]));
