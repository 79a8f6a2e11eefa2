import type { ChangesPage } from '@parley/protocol';
import type { ComposedFor } from '../compose-answer.ts';
import { etagOf } from '../etag.ts';
import type { Prepared } from '../plan-read.ts';
import type { Paging } from '../read-query.ts';
import { bodyOf } from '../write-answer.ts';
import { type CategoryDecision, type ViewOptions, viewCategory } from './category-view.ts';
import { type Copy, EMPTY_COPY, itemDigest, nameOfCopy, packCopy, unpackCopy } from './copy.ts';
import { type CopyPosition, type CopyScope, readCopyCursor, writeCopyCursor } from './copy-cursor.ts';
import type { CopyStore } from './copy-store.ts';
import { type ScannedPage, scanChanges } from './scan-changes.ts';

export interface ChangesToCompose {
  readonly consent: ComposedFor;
  readonly purpose: string;
  /** By category: what the entry of this purpose lets the vendor have. */
  readonly decisions: ReadonlyMap<string, CategoryDecision>;
  readonly paging: Paging;
  readonly signal: AbortSignal;
}

export interface ChangesComposerOptions extends ViewOptions {
  readonly copies: CopyStore;
  readonly now: () => Date;
  readonly digestKey: Buffer;
  readonly cursorKey: Buffer;
}

/** Throws {GatewayError} `temporarily_unavailable`, `pod_content_rejected`. */
export type ComposeChanges = (input: ChangesToCompose) => Promise<Prepared>;

const NOTHING = nameOfCopy(packCopy(EMPTY_COPY));

/**
 * What makes the copy that a cursor stands for equal to what is approved now. The cursor of the answer stands for the copy with these
 * changes made: whoever lost the answer asks again with the cursor of before.
 */
export function createChangesComposer(options: ChangesComposerOptions): ComposeChanges {
  return async (input) => {
    const { vendorId, consentId } = input.consent;
    const scope = { vendorId, consentId, purpose: input.purpose };
    const from = positionOf(scope, input.paging, options);
    if (from === undefined) return { found: false, reason: 'invalid_cursor' };
    const copy = await copyOf(scope, from, options);
    if (copy === undefined) return { found: false, reason: 'cursor_expired' };
    const page = await scan(input, { copy, from }, options);
    const packed = packCopy(page.copy);
    const name = nameOfCopy(packed);
    const to = { copy: name, ...(page.stoppedAfter && { after: page.stoppedAfter }) };
    const isNew = name !== from.copy && name !== NOTHING;
    return {
      found: true,
      answer: answerOf(page, writeCopyCursor(options.cursorKey, scope, to), input.consent),
      told: toldBy(page, input.decisions),
      ...(isNew && { keep: () => options.copies.keep(scope, { name, packed, madeFrom: from.copy }) }),
    };
  };
}

/** Without a cursor the vendor holds nothing. */
function positionOf(
  scope: CopyScope,
  { cursor }: Paging,
  { cursorKey }: ChangesComposerOptions,
): CopyPosition | undefined {
  return cursor === undefined ? { copy: NOTHING } : readCopyCursor(cursorKey, scope, cursor);
}

async function copyOf(
  scope: CopyScope,
  { copy: name }: CopyPosition,
  { copies }: ChangesComposerOptions,
): Promise<Copy | undefined> {
  if (name === NOTHING) return EMPTY_COPY;
  const packed = await copies.find(scope, name);
  return packed && unpackCopy(packed);
}

function scan(
  { consent, decisions, paging, signal }: ChangesToCompose,
  { copy, from }: { copy: Copy; from: CopyPosition },
  options: ChangesComposerOptions,
): Promise<ScannedPage> {
  const now = options.now();
  return scanChanges({
    copy,
    after: from.after,
    categories: [...new Set([...decisions.keys(), ...copy.keys()])].sort(),
    async view(category) {
      const decision = decisions.get(category);
      return decision && viewCategory({ consent, decision, now, signal }, options);
    },
    digest: (category, item) => itemDigest(options.digestKey, category, item),
    limit: paging.limit,
    nowMs: () => options.now().getTime(),
  });
}

function answerOf({ changes, stoppedAfter }: ScannedPage, nextCursor: string, { version }: ComposedFor) {
  const json: ChangesPage = {
    changes: [...changes],
    nextCursor,
    hasMore: stoppedAfter !== undefined,
    consentVersion: version,
  };
  const text = JSON.stringify(json);
  const itemCount = changes.filter(({ type }) => type === 'upserted').length;
  return { ...bodyOf(text), etag: etagOf(text), itemCount };
}

/** The changes of a page are of one category. Without any, it tells of all that there are that nothing is different. */
function toldBy({ changes }: ScannedPage, decisions: ChangesToCompose['decisions']) {
  const categories =
    changes.length > 0 ? changes.slice(0, 1).map((change) => change.category) : [...decisions.keys()];
  const [category, ...others] = categories;
  if (category === undefined || others.length > 0) return {};
  const decision = decisions.get(category);
  return { category, fields: (decision?.item ?? decision?.list)?.fields ?? [] };
}
