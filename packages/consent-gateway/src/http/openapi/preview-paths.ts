import { ownerApi } from '@parley/protocol';
import type { Operation } from './owner-paths.ts';
import { type Json, parameter } from './parts.ts';

const PARAMETERS = [
  parameter('path', 'id', 'From the list.'),
  parameter('query', 'purpose', 'Only for this purpose, an exact IRI.'),
  parameter('query', 'category', 'Only this data category.'),
  parameter('query', 'item', "An item's id, with `category`: all of it, not only what a list shows."),
  parameter('query', 'limit', 'Items on a page: 1 to 200. Default: 50.'),
  parameter('query', 'cursor', 'From `nextCursor`, with the purpose and category it came with.'),
  parameter('query', 'fields', "As in the vendor's own reads, like its filters."),
];
const PROBLEMS = [
  'invalid_request',
  'invalid_cursor',
  'not_found',
  'not_connected',
  'pod_content_rejected',
] as const;

/** What a vendor would see, for the owner. */
export function previewPaths(operation: (parts: Operation) => Json): Json {
  const preview = (id: string, summary: string): Json => ({
    get: operation({
      id,
      summary,
      answer: ownerApi.previewSchema,
      parameters: PARAMETERS,
      problems: PROBLEMS,
    }),
  });
  return {
    '/owner/v1/requests/{id}/preview': preview(
      'preview_request',
      'What the vendor would see if all that it asked for were given. Not written down: nothing is disclosed.',
    ),
    '/owner/v1/consents/{id}/preview': preview(
      'preview_consent',
      'What the vendor would get now; of a paused consent, once that is resumed. Not written down: nothing is disclosed.',
    ),
  };
}
