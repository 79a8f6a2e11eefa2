import { type Categories, type DataAccess, categories as published } from '@parley/protocol';
import { decideByEntry, entryFor } from '../authorize-read.ts';
import type { PlanRead } from '../plan-read.ts';
import { readPaging } from '../read-query.ts';
import type { CategoryDecision } from './category-view.ts';
import type { ComposeChanges } from './compose-changes.ts';

export interface ChangesOptions {
  readonly composeChanges: ComposeChanges;
  /** What there is to read. Default: the published categories. */
  readonly categories?: Categories;
  /** The address of this read API. */
  readonly audience: string;
}

/** `GET /changes?cursor=&limit=`: what is different since a copy was made, in all categories of the purpose's entry. */
export function planChanges({ composeChanges, categories = published, audience }: ChangesOptions): PlanRead {
  return ({ request, claims, consent }) => {
    const entry = entryFor({ claims, consent, purposes: request.purposes });
    if (entry === 'invalid_token') return { allowed: false, reason: entry };
    const decisions = entry && decideAll(entry, { askedAt: consent.askedAt, audience, categories });
    if (entry === undefined || decisions === undefined || decisions.size === 0)
      return { allowed: false, reason: 'insufficient_authorization' };
    const paging = readPaging(request.search);
    if (paging === undefined) return { allowed: false, reason: 'invalid_request' };
    const { purpose } = entry;
    return {
      allowed: true,
      purpose,
      prepare: (signal) => composeChanges({ consent, purpose, decisions, paging, signal }),
    };
  };
}

/** What an entry lets a vendor have, by category. */
export function decideAll(
  entry: DataAccess,
  {
    categories,
    ...of
  }: { readonly askedAt: Date; readonly audience: string; readonly categories: Categories },
): ReadonlyMap<string, CategoryDecision> {
  const decisions = new Map<string, CategoryDecision>();
  for (const name of entry.datatypes) {
    const category = categories.get(name);
    const list = category && decideByEntry(entry, { kind: 'list', category }, of);
    if (category === undefined || list === undefined) continue;
    const hasDocuments = category.itemDocument !== undefined;
    const item = hasDocuments ? decideByEntry(entry, { kind: 'item', category, id: '' }, of) : undefined;
    decisions.set(name, { list, item });
  }
  return decisions;
}
