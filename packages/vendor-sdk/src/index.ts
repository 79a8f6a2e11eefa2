export {
  type AuthorizationDetails,
  type Categories,
  type ConsentStatus,
  categories,
  type DataAccess,
  type DataCategory,
  PURPOSES,
  type ThreadMessage,
} from '@parley/protocol';
export type { AccessRequestHandle } from './access-request-handle.ts';
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
export type { Consent, ConsentState } from './consent/consent.ts';
export {
  allowInsecureLoopback,
  createVendorClient,
  type VendorClient,
  type VendorClientOptions,
} from './create-vendor-client.ts';
export { isVendorSdkError, VendorSdkError, type VendorSdkErrorCode, vendorSdkErrorCodes } from './errors.ts';
export type {
  AccessRequest,
  AccessRequestEntry,
  AskOptions,
  CallOptions,
  ExchangeOptions,
  GatewayClient,
} from './gateway-client.ts';
export { createMemoryReceiptStore, type ReceiptStore, type SavedReceipt } from './receipt/receipt-store.ts';
export {
  generateVendorKey,
  type PrivateVendorJwk,
  type PublicVendorJwk,
  publicVendorJwk,
  type VendorKey,
  type VendorKeyPair,
} from './vendor-key.ts';
