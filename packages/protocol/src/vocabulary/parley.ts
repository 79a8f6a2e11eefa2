/** Our own vocabulary: only what no published one has. */
export const PARLEY_NAMESPACE = 'https://w3id.org/parley#';
const parley = (name: string): string => `${PARLEY_NAMESPACE}${name}`;

export const PARLEY = {
  Connection: parley('Connection'),
  owner: parley('owner'),
  gateway: parley('gateway'),
  nonce: parley('nonce'),
  /** In a WebID document, only where the person wants it: the origin of the consent gateway that vendors may ask. */
  askAt: parley('askAt'),
  /** An app that the owner has allowed to give, extend and resume consents. */
  allowedApp: parley('allowedApp'),
  /** `false`: no notices of requests in the inbox. */
  requestNotices: parley('requestNotices'),
  /** What the owner is told of by push and by mail: each one of the next nine. */
  pushFor: parley('pushFor'),
  mailFor: parley('mailFor'),
  noticeRequest: parley('notice-request'),
  noticeFirstRead: parley('notice-first-read'),
  noticeUnusualRead: parley('notice-unusual-read'),
  noticeEnding: parley('notice-ending'),
  noticeReview: parley('notice-review'),
  noticeVendorHeld: parley('notice-vendor-held'),
  noticeRecordsHeld: parley('notice-records-held'),
  noticeMessage: parley('notice-message'),
  noticeOpened: parley('notice-opened'),
  /** When nothing is sent, such as `22:00-07:00 Europe/Berlin`. */
  quietHours: parley('quietHours'),
  Preference: parley('Preference'),
  strength: parley('strength'),
  appliesTo: parley('appliesTo'),
  Everyone: parley('Everyone'),
  Vendor: parley('Vendor'),
  Circle: parley('Circle'),
  clientId: parley('clientId'),
  inCircle: parley('inCircle'),
  /** The vendor an issue is addressed to. */
  vendor: parley('vendor'),
  kind: parley('kind'),
  severity: parley('severity'),
  desiredOutcome: parley('desiredOutcome'),
  /** Whether a contact point is to be tried first, as well or last. */
  reach: parley('reach'),
  /** The side that wrote a message, towards a vendor: one of the next two. In the pod it is a WebID. */
  from: parley('from'),
  fromOwner: parley('from-owner'),
  fromVendor: parley('from-vendor'),
  /** What a vendor proposes with a message: one of the next four. */
  proposes: parley('proposes'),
  proposalAcknowledged: parley('proposal-acknowledged'),
  proposalInProgress: parley('proposal-in-progress'),
  proposalAnswered: parley('proposal-answered'),
  proposalFixed: parley('proposal-fixed'),
  /** Whether somebody or a program wrote a vendor's message: one of the next two. */
  writtenBy: parley('writtenBy'),
  byPerson: parley('by-person'),
  byProgram: parley('by-program'),
  /** A vendor's message as the vendor has signed it, as a compact JWS. */
  signedMessage: parley('signedMessage'),
  /** The document in which the gateway may begin threads for vendors, and one of them, until the owner has it among her issues. */
  OpenedIssues: parley('OpenedIssues'),
  OpenedIssue: parley('OpenedIssue'),
  /** Of which vendor, by its client id, the owner wants no threads; and of which issue she wants no notices. */
  mutedVendor: parley('mutedVendor'),
  mutedIssue: parley('mutedIssue'),
  /** What a vendor says that it did with an item, signed by itself. */
  HonourStatement: parley('HonourStatement'),
  /** One of the next three. */
  honourAction: parley('honourAction'),
  honoured: parley('honoured'),
  couldNotHonour: parley('could-not-honour'),
  notApplicable: parley('not-applicable'),
  honourReason: parley('honourReason'),
  Consent: parley('Consent'),
  ConsentPaused: parley('ConsentPaused'),
  /** A signed version or event of a consent, as a compact JWS: the truth. */
  jws: parley('jws'),
  /** The place of a signed version or event in its consent's document: 1, 2, 3 … */
  sequence: parley('sequence'),
  ConsentEvent: parley('ConsentEvent'),
  /** The gateway's signed word that the vendor has reported on deletion. */
  DeletionReport: parley('DeletionReport'),
  /** What the owner's app presented when it decided: the owner's evidence. */
  evidence: parley('evidence'),
  version: parley('version'),
  /** Of consent records, which write them with the prefix `parley:`. */
  consentId: parley('consentId'),
  previousHash: parley('previousHash'),
  textHash: parley('textHash'),
  filter: parley('filter'),
  lookback: parley('lookback'),
  maxReadsPerDay: parley('maxReadsPerDay'),
  onEnd: parley('onEnd'),
  benefit: parley('benefit'),
  terms: parley('terms'),
  termsBreaches: parley('termsBreaches'),
  Block: parley('Block'),
  Disclosure: parley('Disclosure'),
  /** A key that signs records and blocks: its public half, introduced by the key before it. */
  RecordKey: parley('RecordKey'),
  category: parley('category'),
  field: parley('field'),
  StandingTerms: parley('StandingTerms'),
  longestAccess: parley('longestAccess'),
  longestRetention: parley('longestRetention'),
  purposeNever: parley('purposeNever'),
  recipients: parley('recipients'),
  recipientsAllowed: parley('recipients-allowed'),
  recipientsNone: parley('recipients-none'),
  /** The MyTerms agreement that the owner offers, by its id on the roster. */
  agreement: parley('agreement'),
} as const;

/** The RFC 9396 type of every entry in `authorization_details`. */
export const DATA_ACCESS = 'urn:parley:data-access';
