import type { DocumentContent, DocumentKind, DocumentToParse } from './document-parsers.ts';

/**
 * Parses the text of a document, which may be anybody's and made to harm.
 *
 * @throws {PodError} `content_rejected`; `unavailable`: there is no room for it now
 */
export type ParseDocument = <K extends DocumentKind>(
  document: DocumentToParse<K>,
) => Promise<DocumentContent<K>>;

/**
 * How a pod is reached: login is the caller's business, so is guarding `fetch` against private addresses. A `fetch` that cuts answers off at a
 * size of its own throws an error with the code `too_large`.
 */
export interface PodAccess {
  /** The WebID that `fetch` acts for, where there is one. */
  readonly webId?: string;
  readonly fetch: typeof fetch;
  /** Ends every call made with this access. */
  readonly signal?: AbortSignal;
  /** The time limit of one request with its body, in milliseconds. Default 10 000. */
  readonly timeoutMs?: number;
  /** Where documents that can be long are parsed. Default: here and now. A server gives a place that it can do without. */
  readonly parse?: ParseDocument;
}

/** The default time limit of one request. CSS never answers some requests, so there always is one. */
export const DEFAULT_TIMEOUT_MS = 10_000;
