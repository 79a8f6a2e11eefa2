import type { AnswerForm, ApprovedPage, DataItem } from '@parley/protocol';
import { createBoundedMap } from '../bounded-map.ts';
import type { ReadDecision } from './authorize-read.ts';
import type { ConsentFacts } from './consent-facts.ts';
import { pageOf, readCursor, writeCursor } from './cursor.ts';
import { type Minimised, minimise, type VisibleItem } from './minimise.ts';
import type { Mirror } from './mirror.ts';
import { createOpaqueIds, type OpaqueIds } from './opaque-ids.ts';
import type { PodPlace } from './pod-reader.ts';
import type { ReadQuery } from './read-query.ts';
import type { ReadResource } from './read-resource.ts';
import { noDetails, withOpened } from './visible/with-opened.ts';
import { wholeItem } from './whole-item.ts';
import { type Answer, type Represent, writeAnswer } from './write-answer.ts';

export type Composed =
  | { readonly found: true; readonly answer: Answer }
  /** There is no such item for this vendor, hidden or absent; or the cursor is none of ours for this query. */
  | { readonly found: false; readonly reason: 'not_found' | 'invalid_cursor' };

/** Whose data, for whom, under which consent. */
export type ComposedFor = Pick<
  ConsentFacts,
  'consentId' | 'version' | 'vendorId' | 'ownerId' | 'ownerWebId' | 'container'
>;

export interface ToCompose {
  readonly consent: ComposedFor;
  readonly resource: ReadResource;
  readonly decision: ReadDecision;
  readonly query: ReadQuery;
  readonly form: AnswerForm;
  readonly signal: AbortSignal;
}

export interface ComposerOptions {
  readonly mirror: Mirror;
  readonly represent: Represent;
  readonly now: () => Date;
  readonly itemKey: Buffer;
  readonly cursorKey: Buffer;
  /** Of all answers that are kept, and with it their number. Default: 64 MiB, 20,000 answers. */
  readonly maxBytes?: number;
}

/** Throws {GatewayError} `temporarily_unavailable`, `pod_content_rejected`. */
export type ComposeAnswer = (input: ToCompose) => Promise<Composed>;

const MAX_ANSWERS = 20_000;
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_LISTS = 2_000;
const MAX_LISTED_ITEMS = 200_000;

interface Kept<T> {
  readonly versions: string;
  readonly standsUntil: number;
  readonly value: T;
}

/**
 * Mirror and minimise: from the owner's documents to the bytes of an answer. What was composed is kept as long as the documents
 * it was made from stay the same, and no item's period of validity begins or ends.
 */
export function createComposer(options: ComposerOptions): ComposeAnswer {
  const { maxBytes = MAX_BYTES } = options;
  const answers = createBoundedMap<string, Kept<Composed>>({
    maxEntries: Math.ceil((MAX_ANSWERS * maxBytes) / MAX_BYTES),
    maxWeight: maxBytes,
    weightOf: ({ value }) => (value.found ? value.answer.byteLength : 0),
  });
  const lists = createBoundedMap<string, Kept<Minimised>>({
    maxEntries: MAX_LISTS,
    maxWeight: MAX_LISTED_ITEMS,
    weightOf: ({ value }) => value.visible.length,
  });
  return async (input) => {
    const { consent, resource, decision, query, signal } = input;
    const place: PodPlace = { container: consent.container, ownerWebId: consent.ownerWebId };
    const opened = await options.mirror.opened(place, resource.category, signal);
    const [items, vendors] = await Promise.all([
      options.mirror.list(place, resource.category, signal),
      options.mirror.vendors(place, signal),
    ]);
    const ids = createOpaqueIds({ ...consent, key: options.itemKey, category: resource.category.name });
    const all = withOpened(items.content, opened.content, consent.vendorId);
    const seen = {
      items: all,
      vendors: vendors.content,
      vendorId: consent.vendorId,
      decision,
      query,
      ids,
    };
    const versions = `${items.version} ${vendors.version} ${opened.version}`;
    const minimised = keep(lists, scopeKey(input), { versions, now: options.now() }, (now) => {
      const value = minimise({ ...seen, now });
      return { value, standsUntil: value.standsUntil };
    });
    if (resource.kind === 'item')
      return composeItem({ ...input, resource }, { options, place, ids, minimised, listed: items.content });
    const key = JSON.stringify([scopeKey(input), query.limit, query.cursor, input.form]);
    return keep(answers, key, { versions, now: options.now() }, () => ({
      value: composePage(input, minimised.visible, options),
      standsUntil: minimised.standsUntil,
    }));
  };
}

function keep<T>(
  kept: { get(key: string): Kept<T> | undefined; set(key: string, value: Kept<T>): void },
  key: string,
  { versions, now }: { versions: string; now: Date },
  make: (now: Date) => { value: T; standsUntil: number },
): T {
  const before = kept.get(key);
  if (before !== undefined && before.versions === versions && now.getTime() < before.standsUntil)
    return before.value;
  const made = { versions, ...make(now) };
  kept.set(key, made);
  return made.value;
}

/** What the visible items depend on, beside the documents. */
function scopeKey({ consent, resource, decision, query }: ToCompose): string {
  const { consentId, version } = consent;
  return JSON.stringify([
    consentId,
    version,
    decision.purpose,
    resource.kind,
    resource.category.name,
    decision.fields,
    decision.filter,
    decision.oldest,
    query.fields,
    query.filter,
  ]);
}

function composePage(
  { consent, decision, resource, query, form }: ToCompose,
  visible: readonly VisibleItem[],
  { cursorKey: key, represent }: ComposerOptions,
): Composed {
  const { consentId, version, vendorId } = consent;
  const scope = {
    vendorId,
    consentId,
    version,
    purpose: decision.purpose,
    category: resource.category.name,
    query,
  };
  const after = query.cursor === undefined ? undefined : readCursor(key, scope, query.cursor);
  if (query.cursor !== undefined && after === undefined) return { found: false, reason: 'invalid_cursor' };
  const { items: paged, end } = pageOf(visible, { after, limit: query.limit });
  const items = paged.map(({ item }) => item);
  const next = end === undefined ? undefined : writeCursor(key, scope, end);
  const json: ApprovedPage = { items, ...(next === undefined ? {} : { nextCursor: next }) };
  const page = { form, category: resource.category, items, json, represent };
  return { found: true, answer: writeAnswer(next === undefined ? page : { ...page, next }) };
}

async function composeItem(
  {
    resource,
    decision,
    consent,
    query,
    form,
    signal,
  }: ToCompose & { resource: { readonly kind: 'item'; readonly id: string } & ReadResource },
  {
    options,
    place,
    ids,
    minimised,
    listed,
  }: {
    options: ComposerOptions;
    place: PodPlace;
    ids: OpaqueIds;
    minimised: Minimised;
    listed: readonly DataItem[];
  },
): Promise<Composed> {
  // Looked for among what this vendor may see: what is hidden is not there.
  const found = minimised.visible.find(({ item }) => item.id === resource.id);
  if (found === undefined) return { found: false, reason: 'not_found' };
  const { source } = found;
  const now = options.now();
  const item = await wholeItem(
    { source, place, vendorId: consent.vendorId, decision, query, ids, now, signal },
    listed.includes(source) ? (...of) => options.mirror.item(...of) : noDetails,
  );
  if (item === undefined) return { found: false, reason: 'not_found' };
  const { category } = resource;
  const { represent } = options;
  return { found: true, answer: writeAnswer({ form, category, items: [item], json: item, represent }) };
}
