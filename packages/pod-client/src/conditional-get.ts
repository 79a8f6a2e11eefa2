import { PodError } from './errors.ts';
import { readBody } from './http/read-body.ts';
import { send } from './http/send.ts';
import { statusProblem } from './http/status-problem.ts';
import type { PodAccess } from './pod-access.ts';

/** The most bytes of a document that are read, unless the caller says otherwise: 1 MiB. */
export const DEFAULT_MAX_BYTES = 1_048_576;

export interface ReadDocumentOptions extends PodAccess {
  readonly url: string;
  /** The ETag of what the caller holds: if it still holds, the answer is `unchanged`. */
  readonly etag?: string;
  readonly maxBytes?: number;
}

export interface ReadDocument {
  readonly status: 'read';
  readonly url: string;
  readonly turtle: string;
  readonly etag?: string;
  /** An HTTP date. Where the server's ETags have one-second steps, read again while it is younger than 2 s. */
  readonly lastModified?: string;
}
export type DocumentReading = { readonly status: 'unchanged' } | { readonly status: 'absent' } | ReadDocument;

/**
 * Reads one Turtle document, or learns that it is unchanged or absent. The text is not parsed here.
 *
 * > [!WARNING] The address is fetched as it is: take it from `resolveInContainer`, and give a guarded `fetch`.
 *
 * @throws {PodError} `access_denied` (401, 403), `unavailable` (5xx, time limit, network), `redirected`, `too_large`,
 * `content_rejected` (not Turtle, not UTF-8), `unexpected_answer`
 */
export async function readDocument(options: ReadDocumentOptions): Promise<DocumentReading> {
  const { url, etag, maxBytes = DEFAULT_MAX_BYTES } = options;
  // Always Turtle: CSS never answers when it has to convert a document that is malformed.
  const headers = { accept: 'text/turtle', ...(etag === undefined ? {} : { 'if-none-match': etag }) };
  return send(options, { method: 'GET', url, headers }, async (response) => {
    if (response.status === 304 && etag !== undefined) return { status: 'unchanged' };
    if (response.status === 404 || response.status === 410) return { status: 'absent' };
    if (response.status !== 200) throw statusProblem(response.status);
    const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'text/turtle') throw new PodError('content_rejected');
    const turtle = await readBody(response, maxBytes);
    return { status: 'read', url, turtle, ...validators(response) };
  });
}

/** The validators of an answer, as far as it has them. */
export function validators(response: Response): { etag?: string; lastModified?: string } {
  const etag = response.headers.get('etag');
  const lastModified = response.headers.get('last-modified');
  return { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) };
}
