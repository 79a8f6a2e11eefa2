import { type DataCategory, type OpeningKind, openingKinds } from '@parley/protocol';
import { PodError } from '../../errors.ts';

/** What a thread is begun for is, from then on, the kind of the issue: its IRI is the category's. */
export function openingKindIri(category: DataCategory, kind: OpeningKind): string {
  const found = category.fields['kind']?.values?.[kind];
  if (found === undefined) throw new PodError('invalid_item', { field: 'kind' });
  return found;
}

export function openingKindOf(category: DataCategory, term: string | undefined): OpeningKind | undefined {
  return openingKinds.find((kind) => category.fields['kind']?.values?.[kind] === term);
}
