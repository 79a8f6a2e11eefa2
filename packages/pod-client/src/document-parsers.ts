import { type ConsentContent, parseConsentDocument } from './consents/parse-consent-document.ts';
import { parseOpened } from './data/opened/parse-opened.ts';
import { parseItem } from './data/parse-item.ts';
import { parseList } from './data/parse-list.ts';
import { parseVendors } from './data/parse-vendors.ts';
import { parseIssuers } from './discover/parse-issuers.ts';
import { parseMembers } from './http/parse-members.ts';

/**
 * What is made of the text of each kind of document that can be long. From plain values to plain values, so that it can be done in
 * another thread. Each throws {PodError} `content_rejected`.
 */
export const documentParsers = {
  list: ({
    category,
    ...options
  }: Parameters<typeof parseList>[1] & { category: Parameters<typeof parseList>[0] }) =>
    parseList(category, options),
  item: ({
    category,
    ...options
  }: Parameters<typeof parseItem>[1] & { category: Parameters<typeof parseItem>[0] }) =>
    parseItem(category, options),
  opened: ({
    category,
    ...options
  }: Parameters<typeof parseOpened>[1] & { category: Parameters<typeof parseOpened>[0] }) =>
    parseOpened(category, options),
  vendors: parseVendors,
  consent: ({ turtle, url }: { turtle: string; url: string }): ConsentContent =>
    parseConsentDocument(turtle, url),
  members: parseMembers,
  issuers: parseIssuers,
} as const;

type DocumentParsers = typeof documentParsers;
export type DocumentKind = keyof DocumentParsers;
export type DocumentContent<K extends DocumentKind> = ReturnType<DocumentParsers[K]>;

export interface DocumentToParse<K extends DocumentKind> {
  readonly kind: K;
  /** Whose it is: the container or the WebID. */
  readonly of: string;
  readonly input: Parameters<DocumentParsers[K]>[0];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Parses a document here and now.
 *
 * @throws {PodError} `content_rejected`
 */
export function parseDocument<K extends DocumentKind>({
  kind,
  input,
}: Pick<DocumentToParse<K>, 'kind' | 'input'>): DocumentContent<K> {
  const parse = documentParsers[kind] as (input: unknown) => DocumentContent<K>;
  return parse(input);
}
