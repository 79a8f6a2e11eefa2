/**
 * Stage 0: the owner's pod. In: a container's address and a `fetch` that acts for somebody. Out: typed preferences,
 * issues, vendors, consents and ledger blocks. RDF stays inside. Logging in with client credentials is in the
 * subpath `./client-credentials`, because it needs Node.
 */
export { normaliseContainer, resolveInContainer } from './address.ts';
export {
  DEFAULT_MAX_BYTES,
  type DocumentReading,
  type ReadDocument,
  type ReadDocumentOptions,
  readDocument,
} from './conditional-get.ts';
export { type ConnectOptions, connectParley } from './connection/connect-parley.ts';
export { copyRecords } from './connection/copy-records.ts';
export { type DisconnectOptions, disconnectParley } from './connection/disconnect-parley.ts';
export { linkGateway, unlinkGateway } from './connection/gateway-link.ts';
export { prepareFiles } from './connection/prepare-files.ts';
export { type Connection, readConnection } from './connection/read-connection.ts';
export type { ConsentProcess, ConsentStatement } from './consents/consent-statement.ts';
export { listConsents } from './consents/list-consents.ts';
export {
  type ConsentContent,
  parseConsentDocument,
  type SignedStatement,
} from './consents/parse-consent-document.ts';
export { type ConsentReading, readConsentDocument } from './consents/read-consent-document.ts';
export {
  appendConsentEvent,
  type WrittenDocument,
  writeConsentDocument,
} from './consents/write-consent-document.ts';
export { type AddMessageOptions, addMessage } from './data/add-message.ts';
export { type AddAttachmentOptions, addAttachment } from './data/attachments/add-attachment.ts';
export { attachmentAddress } from './data/attachments/attachment-address.ts';
export { deleteAttachments } from './data/attachments/delete-attachments.ts';
export { readAttachment } from './data/attachments/read-attachment.ts';
export { removeAttachment } from './data/attachments/remove-attachment.ts';
export { type CreateItemOptions, createItem } from './data/create-item.ts';
export { itemAddress, listAddress } from './data/item-address.ts';
export {
  type AddOpeningOptions,
  type AddToOpeningOptions,
  addOpening,
  addToOpening,
  type OpeningMessage,
} from './data/opened/add-opening.ts';
export { type AdoptOpeningOptions, adoptOpening, dismissOpening } from './data/opened/adopt-opening.ts';
export { openedAddress } from './data/opened/opened-document.ts';
export { type ParseOpenedOptions, parseOpened } from './data/opened/parse-opened.ts';
export { acceptOpenings, readOpened } from './data/opened/read-opened.ts';
export { type Mutable, saveMuted } from './data/opened/save-muted.ts';
export { type ParsedItem, type ParseItemOptions, parseItem } from './data/parse-item.ts';
export { type ParsedList, type ParseListOptions, parseList, type Rejection } from './data/parse-list.ts';
export { type KnownCircle, type ParsedVendors, parseVendors } from './data/parse-vendors.ts';
export { type CategoryReading, listItems, readCategory } from './data/read-category.ts';
export { type ItemOptions, readItem } from './data/read-item.ts';
export { type DeletedItem, deleteItem, type UpdateItemOptions, updateItem } from './data/update-item.ts';
export { readVendors, removeVendor, saveCircle, saveVendor } from './data/write-vendors.ts';
export { type FoundParley, findParley } from './discover/find-parley.ts';
export { readIssuers } from './discover/read-issuers.ts';
export {
  chooseStorage,
  type ReadProfileOptions,
  readProfile,
  type WebIdProfile,
} from './discover/webid-profile.ts';
export {
  type DocumentContent,
  type DocumentKind,
  type DocumentToParse,
  parseDocument,
} from './document-parsers.ts';
export { isPodError, PodError, type PodErrorCode, type PodErrorOptions } from './errors.ts';
export { exportDocument } from './export/export-document.ts';
export { type HonourStatement, hasHonour, writeHonour } from './honours/write-honour.ts';
export { putRequestNotice, type RequestNotice } from './inbox/put-request-notice.ts';
export type { BlockPlace } from './ledger/block-address.ts';
export { type EntryProjection, projectEntry } from './ledger/block-triples.ts';
export { isBlockProjectionRight } from './ledger/is-block-projection-right.ts';
export { listBlockDays, listBlocks, listBlocksOf } from './ledger/list-blocks.ts';
export { listRecordKeys } from './ledger/list-record-keys.ts';
export { parseBlockDocument } from './ledger/parse-block-document.ts';
export { readBlock } from './ledger/read-block.ts';
export { readRecordKey } from './ledger/read-record-key.ts';
export { writeBlock } from './ledger/write-block.ts';
export { writeRecordKey } from './ledger/write-record-key.ts';
export type { PodChange } from './notifications/pod-change.ts';
export type { NotificationSocket } from './notifications/receive.ts';
export {
  type PodWatch,
  type WatchOptions,
  watchResource,
  watchResources,
} from './notifications/watch-resources.ts';
export { openPod, type Pod } from './open-pod.ts';
export type { ParseDocument, PodAccess } from './pod-access.ts';
export type { ParseLimits } from './rdf/parse-turtle.ts';
export type { ExportFormat } from './rdf/serialise.ts';
export { writeShape } from './represent/category-shape.ts';
export { writeVocabulary } from './represent/vocabulary-document.ts';
export { type ApprovedDocument, writeApproved } from './represent/write-approved.ts';
export { readAllowedApps } from './settings/read-allowed-apps.ts';
export { readSettings } from './settings/read-settings.ts';
export { saveAllowedApps } from './settings/save-allowed-apps.ts';
export { type SaveSettingsOptions, saveSettings } from './settings/save-settings.ts';
export { wantsRequestNotices } from './settings/wants-request-notices.ts';
export { parseTerms } from './terms/parse-terms.ts';
export { readTerms } from './terms/read-terms.ts';
export { type SaveTermsOptions, saveTerms } from './terms/save-terms.ts';
