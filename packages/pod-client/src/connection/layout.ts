import { DOCUMENTS } from '@parley/protocol';
import type { GatewayAccess } from '../access/access-rules.ts';

/** A place in the Parley container with access rules of its own, and what the gateway may do there. */
export interface Place {
  /** Relative to the container; empty: the container itself. */
  readonly path: string;
  readonly gateway: GatewayAccess;
}

const READ = ['Read'] as const;
const READ_AND_APPEND = ['Read', 'Append'] as const;

/**
 * Least privilege: the gateway reads everything, adds only where it has something to add, and never writes.
 * In `connection.ttl` above all it can only read, because what it finds there is the proof whose pod this is.
 */
export const LAYOUT: readonly Place[] = [
  { path: '', gateway: { here: READ, inside: READ } },
  { path: DOCUMENTS.issues, gateway: { here: READ, inside: READ_AND_APPEND } },
  { path: `${DOCUMENTS.issues}index.ttl`, gateway: { here: READ, inside: [] } },
  // Attached files are the owner's alone to make.
  { path: `${DOCUMENTS.issues}files/`, gateway: { here: READ, inside: READ } },
  { path: DOCUMENTS.consents, gateway: { here: READ_AND_APPEND, inside: READ_AND_APPEND } },
  { path: DOCUMENTS.ledger, gateway: { here: READ_AND_APPEND, inside: READ_AND_APPEND } },
  { path: DOCUMENTS.inbox, gateway: { here: ['Append'], inside: [] } },
];
