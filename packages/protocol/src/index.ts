import * as ownerApi from './owner-api/owner-api.ts';

export { type AccessTokenClaims, accessTokenClaimsSchema } from './access-token-claims.ts';
export { askedDetailsSchema, askedEntrySchema } from './asked-details.ts';
export {
  ATTACHMENT_HEAD_BYTES,
  ATTACHMENT_MEDIA_TYPES,
  type Attachment,
  type AttachmentMediaType,
  attachmentDisposition,
  attachmentMediaType,
  beginsLike,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
} from './attachment.ts';
export {
  type AuthorizationDetails,
  authorizationDetailsSchema,
  coveredFields,
  type DataAccess,
  type DataAccessInput,
  dataAccessSchema,
} from './authorization-details.ts';
export {
  type BackchannelAnswer,
  backchannelAnswerSchema,
  bindingMessageSchema,
  CIBA_GRANT_TYPE,
  DEFERRAL_HINT_PARAMETER,
  INVITATION_HINT_PREFIX,
  INVITATION_PATH,
} from './backchannel-request.ts';
export { canonicalJson } from './canonical-json.ts';
export { categories, type PublishedCategories } from './category/categories.ts';
export type {
  Categories,
  CategoryField,
  CategoryFilter,
  DataCategory,
  FieldKind,
} from './category/data-category.ts';
export { type CompactJws, readCompactJws } from './compact-jws.ts';
export { CONTAINER_NAME, DOCUMENTS } from './connection.ts';
export type {
  ChainProblem,
  ChainProblemCode,
  ChainStatement,
  ConsentChainVerdict,
} from './consent-chain/chain-verdict.ts';
export { type VerifyConsentChainOptions, verifyConsentChain } from './consent-chain/verify-consent-chain.ts';
export {
  BLOCK_TYP,
  CONSENT_EVENT_TYP,
  type ConsentEventClaims,
  consentEventClaimsSchema,
  digestSchema,
  RECEIPT_TYP,
  type ReceiptClaims,
  receiptClaimsSchema,
} from './consent-receipt.ts';
export {
  type ConsentAct,
  type ConsentStatus,
  consentStatuses,
  consentTransitions,
  hasEnded,
  type RequestStatus,
  requestStatuses,
  statusAfter,
} from './consent-status.ts';
export {
  IDEMPOTENCY_KEY_HEADER,
  idempotencyKeySchema,
  MAX_MESSAGE_LENGTH,
  type MessageSent,
  messageSentSchema,
  messageTextSchema,
  type Proposal,
  proposals,
  sendMessageRequestSchema,
  VENDOR_MESSAGE_TYP,
  type VendorMessageClaims,
  vendorMessageClaimsSchema,
  type Writer,
  writers,
} from './conversation/vendor-message.ts';
export {
  type IssueOpened,
  issueOpenedSchema,
  MAX_OPENING_LENGTH,
  MAX_OPENING_TITLE,
  type OpeningKind,
  openingKinds,
  VENDOR_OPENING_TYP,
  type VendorOpeningClaims,
  vendorOpeningClaimsSchema,
} from './conversation/vendor-opening.ts';
export { type DashboardConfiguration, dashboardConfigurationSchema } from './dashboard-configuration.ts';
export type {
  DataItem,
  FieldValue,
  KnownVendor,
  OpenedIssue,
  OpenedIssues,
  ThreadMessage,
} from './data-item.ts';
export { type DeletionDue, deletionsDue, firstDeletion } from './deletion-due.ts';
export { sha256 } from './digest.ts';
export { durationWords } from './duration-words.ts';
export {
  consentEventTypes,
  TEST_EVENT_TYPE,
  type VendorEvent,
  type VendorEventType,
  vendorEventSchema,
  vendorEventTypeSchema,
} from './events/vendor-event.ts';
export {
  type EventsPage,
  eventsPageSchema,
  type Replayed,
  type ReplayRequest,
  replayedSchema,
  replayRequestSchema,
  WEBHOOK_HEADERS,
  WEBHOOK_KEY_PREFIX,
  WEBHOOK_SIGNATURE_PREFIX,
  type Webhook,
  type WebhookFailure,
  type WebhookRequest,
  type WebhookTested,
  webhookFailures,
  webhookRequestSchema,
  webhookSchema,
  webhookTestedSchema,
} from './events/webhook.ts';
export {
  HONOUR_TYP,
  type HonourAction,
  type HonourClaims,
  type HonouredVersion,
  type HonourReason,
  type HonourTaken,
  honourActions,
  honourClaimsSchema,
  honouredVersions,
  honourReasons,
  honourRequestSchema,
  honourTakenSchema,
  itemVersion,
} from './honour/honour-statement.ts';
export { base64url, type IdKind, idFromBytes, isId, newId } from './ids.ts';
export { addDuration, durationSchema, instantSchema } from './instant.ts';
export { compareHeads, type KnownHead, type KnownHeads } from './ledger/compare-heads.ts';
export {
  type BlockClaims,
  blockClaimsSchema,
  type ChainedEntry,
  chainedEntrySchema,
  type LedgerEntryBody,
  ledgerEntryBodySchema,
} from './ledger/ledger-entry.ts';
export { LEDGER_HEAD_TYP, type LedgerHeadClaims, ledgerHeadClaimsSchema } from './ledger/ledger-head.ts';
export type {
  ConsentHead,
  LedgerGap,
  LedgerProblem,
  LedgerProblemCode,
  LedgerVerdict,
  VerifiedEntry,
} from './ledger/ledger-verdict.ts';
export { blockHash, entryLink, firstBlockHash, firstLink } from './ledger/link.ts';
export {
  type HistoryProblem,
  type HistoryProblemCode,
  type HistoryVerdict,
  knownHead,
  readHeads,
  type VerifyHistoryOptions,
  verifyHistory,
} from './ledger/verify-history.ts';
export { type VerifyLedgerOptions, verifyLedger } from './ledger/verify-ledger.ts';
export { issueEvents, type MeasuredIssue } from './measures/issue-events.ts';
export { measureEvents } from './measures/measure.ts';
export { measureConsents } from './measures/measure-consents.ts';
export { measureConversation } from './measures/measure-conversation.ts';
export type { MeasuredEvent } from './measures/measured-event.ts';
export {
  type ConsentMeasures,
  type ConversationMeasures,
  consentMeasuresSchema,
  FEWEST_TO_SAY,
  type Measures,
  type Share,
  type Spread,
} from './measures/measures.ts';
export { isWithin } from './narrower.ts';
export type { Activity } from './owner-api/activity.ts';
export type { ChangeableList } from './owner-api/events.ts';
export type { HonourView } from './owner-api/honours.ts';
export type { InvitationView } from './owner-api/invitations.ts';
export type { NoticeView, PushSubscriptionRequest } from './owner-api/notices.ts';
export type { ConsentView, Decision, RequestView } from './owner-api/owner-api.ts';
export type { Preview, PreviewPart } from './owner-api/preview.ts';
export type { TermsView } from './owner-api/terms-view.ts';
export { type HoldReason, holdReasons, type VendorView } from './owner-api/vendor-view.ts';
export {
  type NoticeKind,
  noticeKinds,
  type OwnerSettings,
  ownerSettingsSchema,
} from './owner-settings.ts';
export { plainTextSchema } from './plain-text.ts';
export { type ProblemCode, type ProblemDetails, problemDetailsSchema, problems } from './problem-details.ts';
export {
  ANSWER_FORMS,
  type AnswerForm,
  type ApprovedItem,
  type ApprovedPage,
  approvedItemSchema,
  approvedPageSchema,
  attachmentSchema,
  PURPOSE_HEADER,
  type Relinquished,
  relinquishedSchema,
  threadMessageSchema,
  tokenResponseExtensionSchema,
  type VendorConsentView,
  vendorConsentViewSchema,
} from './read-api.ts';
export { REQUEST_TYP } from './receipt/check-request.ts';
export type { ReceiptProblem, ReceiptProblemCode, ReceiptVerdict } from './receipt/receipt-verdict.ts';
export { type VerifyReceiptOptions, type VerifySignature, verifyReceipt } from './receipt/verify-receipt.ts';
export { firstRecordKeys, followRecordKeys } from './record-keys/follow-record-keys.ts';
export {
  RECORD_KEY_TYP,
  type RecordKeyClaims,
  recordKeyClaimsSchema,
} from './record-keys/record-key-claims.ts';
export { type PublicJwk, signedBy } from './record-keys/signed-by.ts';
export {
  type ChangesPage,
  changesPageSchema,
  type ItemChange,
  itemChangeSchema,
} from './sync/changes-page.ts';
export { type AgreementId, agreementIds, checkableAgreement } from './terms/agreements.ts';
export { type Assurance, assurancesOf } from './terms/assurances.ts';
export type { Breach, BreachCode } from './terms/breach.ts';
export { breachesOf, breachesOfNamedAgreement } from './terms/breaches-of.ts';
export { narrowToTerms } from './terms/narrow-to-terms.ts';
export { NO_TERMS, type StandingTerms, standingTermsSchema } from './terms/standing-terms.ts';
export { differenceOf, type EntryChange, entryChangeSchema } from './vendor-api/consent-difference.ts';
export {
  CLIENT_ASSERTION_HEADER,
  type ConsentStanding,
  consentStandingSchema,
  type EndReasonClass,
  endReasonClasses,
  type RequestCancelled,
  requestCancelledSchema,
} from './vendor-api/consent-standing.ts';
export { type DataDue, dataDue, dataDueSchema, type VersionInForce } from './vendor-api/data-due.ts';
export {
  answeredUntil,
  DELETION_REPORT_TYP,
  type DeletionReportClaims,
  type DeletionReported,
  type DeletionState,
  deletionReportClaimsSchema,
  deletionReportedSchema,
  deletionReportRequestSchema,
  deletionStateOf,
  deletionStates,
  type KeepingReason,
  keepingReasons,
  REPORT_RECEIVED_TYP,
  type ReportedCategory,
  type ReportReceivedClaims,
  reportedCategorySchema,
  reportReceivedClaimsSchema,
  type TakenReport,
  takenReportSchema,
} from './vendor-api/deletion-report.ts';
export { DPV, PD, PURPOSES, RECORD_PROFILE } from './vocabulary/dpv.ts';
export { DATA_ACCESS, PARLEY, PARLEY_NAMESPACE } from './vocabulary/parley.ts';
export { type DescribedTerm, describedTerms } from './vocabulary/parley-terms.ts';
export { DC_TITLE, DCT, FOAF_MAKER, RDF_TYPE, SCHEMA, SIOC_CONTENT, WF, XSD } from './vocabulary/solid.ts';
export { ownerApi };
