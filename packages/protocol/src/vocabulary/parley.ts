/** Our own vocabulary: only what no published one has. */
export const PARLEY_NAMESPACE = 'https://w3id.org/parley#';
const parley = (name: string): string => `${PARLEY_NAMESPACE}${name}`;

export const PARLEY = {
  Connection: parley('Connection'),
  owner: parley('owner'),
  gateway: parley('gateway'),
  nonce: parley('nonce'),
  /** An app that the owner has allowed to give, extend and resume consents. */
  allowedApp: parley('allowedApp'),
  /** `false`: no notices of requests in the inbox. */
  requestNotices: parley('requestNotices'),
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
  Consent: parley('Consent'),
  ConsentPaused: parley('ConsentPaused'),
  /** A signed version or event of a consent, as a compact JWS: the truth. */
  jws: parley('jws'),
  /** The place of a signed version or event in its consent's document: 1, 2, 3 … */
  sequence: parley('sequence'),
  ConsentEvent: parley('ConsentEvent'),
  /** What the owner's app presented when it decided: the owner's evidence. */
  evidence: parley('evidence'),
  version: parley('version'),
  Block: parley('Block'),
  Disclosure: parley('Disclosure'),
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
