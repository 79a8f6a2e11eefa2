import { type DataCategory, SCHEMA } from '@parley/protocol';
import { type ItemDraft, toValue } from './item-draft.ts';

/** What is wrong with what is written in a field; the words have a sentence for each. */
export type FieldFault = 'missing' | 'number' | 'day' | 'order' | 'nobody';

/** By the name of the field; of whom it is for by `audience`. */
export type ItemFaults = Readonly<Record<string, FieldFault>>;

/** What has to be put right in the shown fields before it can be saved. */
export function faultsOf(category: DataCategory, draft: ItemDraft, shown: readonly string[]): ItemFaults {
  const faults: Record<string, FieldFault> = {};
  for (const name of shown) {
    const fault = faultOf(category, draft, name);
    if (fault !== undefined) faults[name] = fault;
  }
  if (draft.audience.mode === 'some' && draft.audience.chosen.length === 0) faults['audience'] = 'nobody';
  return faults;
}

function faultOf(category: DataCategory, draft: ItemDraft, name: string): FieldFault | undefined {
  const field = category.fields[name];
  if (field === undefined) return undefined;
  if ((draft.texts[name] ?? '').trim() === '') return field.required === true ? 'missing' : undefined;
  const value = toValue(field, draft.texts[name] ?? '', draft.kinds[name]);
  if (value === undefined) return field.kind === 'instant' ? 'day' : 'number';
  if (field.predicate !== SCHEMA.validThrough) return undefined;
  const [fromName, from] = Object.entries(category.fields).find(
    ([, { predicate }]) => predicate === SCHEMA.validFrom,
  ) ?? [''];
  const begins = from && toValue(from, draft.texts[fromName] ?? '');
  return begins !== undefined && String(begins) > String(value) ? 'order' : undefined;
}
