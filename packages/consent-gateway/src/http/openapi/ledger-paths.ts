import { ledgerEntryBodySchema, ownerApi } from '@parley/protocol';
import type { Operation } from './owner-paths.ts';
import { type Json, PAGE, parameter } from './parts.ts';

const { kind, outcome } = ledgerEntryBodySchema.shape;
const FILTERS = [
  parameter('query', 'consent', 'Only of this consent.'),
  parameter('query', 'vendor', 'Only of the vendor with this client id.'),
  parameter('query', 'kind', 'Only of this kind.', { type: 'string', enum: kind.options }),
  parameter('query', 'outcome', 'Only with this outcome.', { type: 'string', enum: outcome.options }),
  parameter('query', 'from', 'Not before this instant.', { type: 'string', format: 'date-time' }),
  parameter('query', 'to', 'Before this instant.', { type: 'string', format: 'date-time' }),
];
const DAY = { type: 'string', format: 'date' };

/** What was read, entry by entry and in figures. */
export function ledgerPaths(operation: (operation: Operation) => Json): Json {
  return {
    '/owner/v1/ledger': {
      get: operation({
        id: 'read_ledger',
        summary: 'What was read and decided, newest first',
        answer: ownerApi.ledgerPageSchema,
        parameters: [...PAGE, ...FILTERS],
        problems: ['invalid_request', 'invalid_cursor'],
      }),
    },
    '/owner/v1/activity': {
      get: operation({
        id: 'read_activity',
        summary: 'How often each vendor has read, and was refused, on each day in UTC',
        answer: ownerApi.activitySchema,
        parameters: [
          parameter('query', 'from', 'The first day. Default: 29 days before the last.', DAY),
          parameter('query', 'to', 'The last day, at most 365 after the first. Default: today.', DAY),
        ],
        problems: ['invalid_request'],
      }),
    },
  };
}
