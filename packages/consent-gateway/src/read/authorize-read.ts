import {
  type AccessTokenClaims,
  addDuration,
  coveredFields,
  type DataAccess,
  type DataCategory,
  isWithin,
  type ProblemCode,
} from '@parley/protocol';
import type { ConsentFacts } from './consent-facts.ts';
import type { ReadResource } from './read-resource.ts';

/** What a read may see. */
export interface ReadDecision {
  readonly purpose: string;
  readonly category: DataCategory;
  /** The approved fields that this resource can have, in the order of the category. */
  readonly fields: readonly string[];
  /** The filter the owner approved. */
  readonly filter: DataAccess['filter'][string];
  /** Items older than this are not there. */
  readonly oldest?: Date;
}

export interface ReadToAuthorize {
  readonly claims: AccessTokenClaims;
  readonly consent: ConsentFacts;
  /** `undefined`: the path names nothing that there is. */
  readonly resource: ReadResource | undefined;
  /** The purpose header, as often as it came. */
  readonly purposes: readonly string[];
  /** The address of this read API. */
  readonly audience: string;
  /** What is to be done with it. Default: `read`. */
  readonly action?: 'read' | 'converse';
}

export type ReadAuthorization =
  | { readonly allowed: true; readonly resource: ReadResource; readonly decision: ReadDecision }
  | { readonly allowed: false; readonly reason: ProblemCode };

const NOT_COVERED = { allowed: false, reason: 'insufficient_authorization' } as const;

/**
 * May this token read this resource for this purpose? Decided from token and consent alone, before anything is asked of a pod.
 * Whether the consent is still live is decided by the journal, in the statement that writes the read down.
 */
export function authorizeRead({
  claims,
  consent,
  resource,
  purposes,
  audience,
  action = 'read',
}: ReadToAuthorize): ReadAuthorization {
  const entry = entryFor({ claims, consent, purposes });
  if (entry === 'invalid_token') return { allowed: false, reason: entry };
  if (resource === undefined || entry === undefined) return NOT_COVERED;
  const decision = decideByEntry(entry, resource, { askedAt: consent.askedAt, audience, action });
  return decision === undefined ? NOT_COVERED : { allowed: true, resource, decision };
}

/** The entry of a token that a read is for. `undefined`: the purpose is not in it, or not stated once. */
export function entryFor({
  claims,
  consent,
  purposes,
}: Pick<ReadToAuthorize, 'claims' | 'consent' | 'purposes'>): DataAccess | 'invalid_token' | undefined {
  if (!belongsTo(claims, consent)) return 'invalid_token';
  const [purpose, ...others] = purposes;
  // The exact purpose: a broader one, or one of another consent, is another.
  return others.length === 0
    ? claims.authorization_details.find((each) => each.purpose === purpose)
    : undefined;
}

/** What an entry lets a resource show, in a read as in a preview of one. `undefined`: nothing. */
export function decideByEntry(
  entry: DataAccess,
  resource: ReadResource,
  {
    askedAt,
    audience,
    action = 'read',
  }: { readonly askedAt: Date } & Pick<ReadToAuthorize, 'audience' | 'action'>,
): ReadDecision | undefined {
  return covers(entry, resource, { audience, action }) ? decide(entry, resource, { askedAt }) : undefined;
}

/** The token says what its consent says, and no more. */
function belongsTo(claims: AccessTokenClaims, consent: ConsentFacts): boolean {
  return (
    claims.consent_id === consent.consentId &&
    claims.consent_version === consent.version &&
    claims.client_id === consent.vendorId &&
    claims.receipt_sha256 === consent.receiptSha256 &&
    isWithin(claims.authorization_details, consent.details)
  );
}

function covers(
  entry: DataAccess,
  { category }: ReadResource,
  { audience, action }: Required<Pick<ReadToAuthorize, 'audience' | 'action'>>,
): boolean {
  return (
    entry.actions.includes(action) &&
    entry.locations.includes(audience) &&
    coveredFields(entry, category.name).length > 0
  );
}

function decide(
  entry: DataAccess,
  { kind, category }: ReadResource,
  { askedAt }: Pick<ConsentFacts, 'askedAt'>,
): ReadDecision {
  const covered = new Set(coveredFields(entry, category.name));
  const fields = Object.entries(category.fields).filter(
    ([name, { place }]) => covered.has(name) && (kind === 'item' || place === 'list'),
  );
  const { lookback } = entry.access;
  return {
    purpose: entry.purpose,
    category,
    fields: fields.map(([name]) => name),
    filter: entry.filter[category.name] ?? {},
    ...(lookback === undefined ? {} : { oldest: addDuration(askedAt, lookback, -1) }),
  };
}
