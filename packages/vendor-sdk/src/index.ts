export {
  type AuthorizationDetails,
  type ChainProblem,
  type ChainProblemCode,
  type ConsentChainVerdict,
  type ConsentStatus,
  type DataAccess,
  type LedgerProblem,
  type LedgerProblemCode,
  type LedgerVerdict,
  PURPOSES,
  type ReceiptClaims,
  type ReceiptProblem,
  type ReceiptProblemCode,
  type ReceiptVerdict,
  type ThreadMessage,
} from '@parley/protocol';
export type { AccessRequestHandle } from './access-request-handle.ts';
export { type ClientDocument, type ClientDocumentOptions, clientDocument } from './client-document.ts';
export type { Issue, IssueField, Preference, PreferenceField } from './consent/approved-items.ts';
export type {
  Consent,
  ConsentState,
  GetIssueOptions,
  ListIssuesOptions,
  ListPreferencesOptions,
  ReadOptions,
} from './consent/consent.ts';
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
export type { PublicKeySet } from './verification/key-signature.ts';
export type { VerificationOptions } from './verification/verification-options.ts';
export { verifyConsentChain } from './verification/verify-consent-chain.ts';
export { verifyLedger } from './verification/verify-ledger.ts';
export { type VerifyReceiptOptions, verifyReceipt } from './verification/verify-receipt.ts';
