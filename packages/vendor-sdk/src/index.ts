export {
  type AuthorizationDetails,
  type Categories,
  type ChainProblem,
  type ChainProblemCode,
  type ConsentChainVerdict,
  type ConsentStatus,
  categories,
  type DataAccess,
  type DataCategory,
  FEWEST_TO_SAY,
  type HistoryProblem,
  type HistoryProblemCode,
  type HistoryVerdict,
  type ItemChange,
  type LedgerProblem,
  type LedgerProblemCode,
  type LedgerVerdict,
  type Measures,
  PURPOSES,
  type ReceiptClaims,
  type ReceiptProblem,
  type ReceiptProblemCode,
  type ReceiptVerdict,
  type Share,
  type Spread,
  type ThreadMessage,
  type VendorEvent,
  type VendorEventType,
} from '@parley/protocol';
export type { AccessRequestHandle, PendingRequestHandle } from './access-request-handle.ts';
export { type ClientDocument, type ClientDocumentOptions, clientDocument } from './client-document.ts';
export type {
  CategoryName,
  ContactPoint,
  FieldOf,
  Issue,
  ItemOf,
  Preference,
} from './consent/approved-items.ts';
export type { CategoryReads, GetOptions, ListOptions, ReadOptions } from './consent/category-reads.ts';
export type { Consent, StatusOptions } from './consent/consent.ts';
export type {
  Change,
  ConsentChange,
  ConsentChanged,
  ConsentState,
  DataToDelete,
  DeletionReceipt,
} from './consent/consent-state.ts';
export type { HonourOptions, TakenHonour } from './consent/honour.ts';
export { type Held, measure } from './consent/measure.ts';
export type { OpenedByVendor, OpenIssueOptions } from './consent/open-issue.ts';
export type { AttachedFile } from './consent/read-attachment.ts';
export type { ReplyOptions, SentMessage } from './consent/reply.ts';
export type { DeletionOutcome, DeletionReportOptions } from './consent/report-deletion.ts';
export type { DeletionDue, OnDeletion } from './consent/settle-deletion.ts';
export type { CopyStore, HeldItem } from './consent/sync/copy-store.ts';
export { createMemoryCopy, type MemoryCopy } from './consent/sync/memory-copy.ts';
export type { Synced, SyncOptions } from './consent/sync/sync-copy.ts';
export {
  allowInsecureLoopback,
  createVendorClient,
  type EndToHandle,
  type FoundGateway,
  type VendorClient,
  type VendorClientOptions,
} from './create-vendor-client.ts';
export {
  isVendorSdkError,
  VendorSdkError,
  type VendorSdkErrorCode,
  type VendorSdkErrorOf,
  vendorSdkErrorCodes,
} from './errors.ts';
export type { EventsOptions } from './events/follow-events.ts';
export type { ReadWebId, WebIdDocument } from './gateway/find-gateway.ts';
export type {
  AccessRequest,
  AccessRequestEntry,
  AskOptions,
  CallOptions,
  ExchangeOptions,
  GatewayClient,
} from './gateway-client.ts';
export type {
  AskedOwner,
  AskWithoutBrowserOptions,
  Decision,
  PendingRequest,
  PendingState,
  RequestState,
} from './pending-request.ts';
export {
  type ConsentEnd,
  type ConsentKey,
  createMemoryReceiptStore,
  newestReceipt,
  type ReceiptStore,
  type SavedHead,
  type SavedReceipt,
} from './receipt/receipt-store.ts';
export {
  generateVendorKey,
  type PrivateVendorJwk,
  type PublicVendorJwk,
  publicVendorJwk,
  type VendorKey,
  type VendorKeyPair,
} from './vendor-key.ts';
export type { PublicKeySet } from './verification/public-key-set.ts';
export type { VerificationOptions } from './verification/verification-options.ts';
export { verifyConsentChain } from './verification/verify-consent-chain.ts';
export { verifyHistory } from './verification/verify-history.ts';
export { verifyLedger } from './verification/verify-ledger.ts';
export { type VerifyReceiptOptions, verifyReceipt } from './verification/verify-receipt.ts';
export { createMemorySeenEvents, type SeenEvents } from './webhooks/seen-events.ts';
export { type VerifyWebhookOptions, verifyWebhook, type WebhookDelivery } from './webhooks/verify-webhook.ts';
export {
  createNodeWebhookHandler,
  createWebhookHandler,
  type NodeRequest,
  type NodeResponse,
  type NodeWebhookHandler,
  type WebhookHandler,
  type WebhookHandlerOptions,
} from './webhooks/webhook-handler.ts';
export type { Replay, ShowOptions, Webhook, WebhookOptions, Webhooks } from './webhooks/webhooks.ts';
