export {
  type BookIndex,
  type Bookkeeping,
  type BookPage,
  type Ground,
  indexOf,
  type KnownConsent,
  type OwnerBook,
  type WrittenField,
  type WrittenRecord,
} from './bookkeeping/book.ts';
export { type DueRemovals, dueRemovals } from './bookkeeping/due-removals.ts';
export { followConsent } from './bookkeeping/follow-consent.ts';
export type { HeldItem } from './bookkeeping/held-items.ts';
export { createMemoryBookkeeping } from './bookkeeping/memory-bookkeeping.ts';
export type {
  Applied,
  ApplyOptions,
  CrmConnector,
  CrmConnectorOptions,
  Expired,
  ItemChange,
} from './connector.ts';
export type { ConsentInForce, ConsentStanding } from './consent/consent-in-force.ts';
export { createCrmConnector } from './create-connector.ts';
export type {
  Crm,
  CrmCall,
  CrmItem,
  ItemContext,
  MappedField,
  MappedRecord,
  MarkedField,
  RecordName,
  RecordWrite,
  Removal,
} from './crm.ts';
export {
  CrmConnectorError,
  type CrmConnectorErrorCode,
  type CrmConnectorErrorDetails,
  crmConnectorErrorCodes,
  isCrmConnectorError,
  type RefusedRecord,
} from './errors.ts';
export type { CrmHttpOptions } from './http/crm-http.ts';
export type {
  CommentVerdict,
  CrmComment,
  CrmReport,
  MessageInput,
} from './loop-guard/crm-comment.ts';
export { inertText } from './mapping/inert-text.ts';
