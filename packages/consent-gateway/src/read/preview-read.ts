// Stage 4 without a token, a journal or a reader: what a vendor would get, made by the code that would answer it, for the owner's
// eyes. In: details and whose they are. Out: pages. Nothing is written down and nothing of it is kept.
import type {
  ApprovedPage,
  AuthorizationDetails,
  Categories,
  DataCategory,
  PreviewPart,
} from '@parley/protocol';
import { GatewayError } from '../gateway-error.ts';
import { decideByEntry, type ReadDecision } from './authorize-read.ts';
import { type ComposedFor, type ComposerOptions, createComposer } from './compose-answer.ts';
import { type ReadQuery, readQuery } from './read-query.ts';
import type { ReadResource } from './read-resource.ts';

/** What the owner wants to see. Unsaid: every purpose and category. */
export interface PreviewQuery {
  readonly purpose?: string | undefined;
  readonly category?: string | undefined;
  /** An item's opaque id: all of it, not only what a list shows. */
  readonly item?: string | undefined;
  /** The query as sent: a vendor's own parameters (`fields`, `limit`, `cursor`, filters) mean here what they mean to it. */
  readonly search: string;
}

export interface ToPreview {
  readonly consent: ComposedFor;
  readonly details: AuthorizationDetails;
  /** Lookback counts from here. */
  readonly askedAt: Date;
  /** What has ended by now shows nothing. */
  readonly at: Date;
  readonly query: PreviewQuery;
  readonly signal: AbortSignal;
}

export interface PreviewReadOptions extends ComposerOptions {
  /** The address of the read API. */
  readonly audience: string;
  /** What there is to read. */
  readonly categories: Categories;
}

interface PlannedRead {
  readonly resource: ReadResource;
  readonly decision: ReadDecision;
  readonly query: ReadQuery;
}

/**
 * What reads of these details would answer.
 *
 * @throws {GatewayError} `invalid_request`; `invalid_cursor`; `not_found`: there is no such item for this vendor; and as a read:
 * `temporarily_unavailable`, `pod_content_rejected`
 */
export async function previewReads(input: ToPreview, options: PreviewReadOptions): Promise<PreviewPart[]> {
  const reads = plan(input, options);
  // Made for this preview: what a composer keeps is gone with it.
  const compose = createComposer(options);
  const parts: PreviewPart[] = [];
  for (const { resource, decision, query } of reads) {
    const composed = await compose({ ...input, resource, decision, query, form: 'application/json' });
    if (!composed.found && composed.reason === 'invalid_cursor')
      throw new GatewayError('invalid_cursor', 'the cursor is none of ours for this preview');
    if (!composed.found) continue;
    const { purpose, category } = decision;
    const content: unknown = JSON.parse(composed.answer.body);
    const page = resource.kind === 'item' ? { items: [content] } : content;
    parts.push({ purpose, category: category.name, fields: [...query.fields], ...(page as ApprovedPage) });
  }
  if (input.query.item !== undefined && parts.length === 0)
    throw new GatewayError('not_found', 'no such item for this vendor');
  return parts;
}

function plan(
  { details, askedAt, at, query }: ToPreview,
  { audience, categories }: PreviewReadOptions,
): PlannedRead[] {
  const { purpose, category, item, search } = query;
  if (item !== undefined && category === undefined)
    throw new GatewayError('invalid_request', 'an item is one of a category');
  const reads = details
    .filter((entry) => purpose === undefined || entry.purpose === purpose)
    .filter((entry) => Date.parse(entry.access.until) > at.getTime())
    .flatMap((entry) =>
      entry.datatypes
        .filter((name) => category === undefined || name === category)
        .flatMap((name) => resourceOf(categories.get(name), item) ?? [])
        .flatMap((resource) => {
          const decision = decideByEntry(entry, resource, { askedAt, audience });
          return decision === undefined ? [] : [plannedRead(resource, decision, search)];
        }),
    );
  if (reads.length > 1 && reads.some((read) => read.query.cursor !== undefined))
    throw new GatewayError('invalid_request', 'a cursor is for one purpose and category');
  return reads;
}

function plannedRead(resource: ReadResource, decision: ReadDecision, search: string): PlannedRead {
  const query = readQuery(search, decision, resource.kind);
  if (query === undefined) throw new GatewayError('invalid_request', 'the query does not fit');
  return { resource, decision, query };
}

function resourceOf(category: DataCategory | undefined, item: string | undefined): ReadResource | undefined {
  if (category === undefined) return undefined;
  if (item === undefined) return { kind: 'list', category };
  return category.itemDocument === undefined ? undefined : { kind: 'item', category, id: item };
}
