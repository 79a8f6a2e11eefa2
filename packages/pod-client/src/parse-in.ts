import {
  type DocumentContent,
  type DocumentKind,
  type DocumentToParse,
  parseDocument,
} from './document-parsers.ts';
import type { PodAccess } from './pod-access.ts';

/** Parses a document where the caller wants it parsed: here, or in the place that `access` gives. */
export async function parseIn<K extends DocumentKind>(
  { parse, signal }: Pick<PodAccess, 'parse' | 'signal'>,
  document: DocumentToParse<K>,
): Promise<DocumentContent<K>> {
  return parse === undefined ? parseDocument(document) : parse({ ...document, signal });
}
