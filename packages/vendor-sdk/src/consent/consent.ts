import {
  type AuthorizationDetails,
  approvedItemSchema,
  type ConsentStatus,
  consentStatuses,
  vendorConsentViewSchema,
} from '@parley/protocol';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import {
  type Issue,
  type IssueField,
  type Preference,
  type PreferenceField,
  toIssue,
  toPreference,
} from './approved-items.ts';
import type { ConsentTokens } from './consent-tokens.ts';
import { createReader, listApproved, type Reader } from './read-approved-data.ts';

export interface ReadOptions {
  /** An exact IRI, and one that the owner consented to. It is written into the owner's ledger. */
  readonly purpose: string;
  readonly signal?: AbortSignal;
}

export interface ListPreferencesOptions extends ReadOptions {
  /** Default: all approved fields. */
  readonly fields?: readonly PreferenceField[];
  /** Only these topics, within the approved ones. */
  readonly topics?: readonly string[];
  /** Items a page. Each page counts towards the daily limit. Default: the gateway's. */
  readonly pageSize?: number;
}

export interface ListIssuesOptions extends ReadOptions {
  /** Default: all approved fields. */
  readonly fields?: readonly IssueField[];
  readonly states?: readonly string[];
  readonly kinds?: readonly string[];
  /** Items a page. Each page counts towards the daily limit. Default: the gateway's. */
  readonly pageSize?: number;
}

export interface GetIssueOptions extends ReadOptions {
  readonly fields?: readonly IssueField[];
}

/** Where a consent stands. */
export interface ConsentState {
  readonly status: ConsentStatus;
  /** While paused: when it resumes by itself (RFC 3339), where the owner has said so. */
  readonly resumesAt?: string;
}

/**
 * One owner's consent, as the vendor holds it. Reads take tokens by themselves, and see each change at once: what the
 * owner narrows is absent, what the owner stops is an error with its own code.
 *
 * @example
 * ```ts
 * import type { Consent } from '@parley/vendor-sdk';
 *
 * async function showIssues(consent: Consent): Promise<void> {
 *   const purpose = 'https://w3id.org/dpv#CustomerCare';
 *   for await (const issue of consent.issues.list({ purpose, states: ['open'] })) {
 *     console.log(issue.title, issue.description ?? '(not given)');
 *   }
 * }
 * ```
 */
export interface Consent {
  readonly id: string;
  /** The gateway's origin. */
  readonly gateway: string;
  /** Who gave it: an id that is this vendor's alone. */
  readonly subject: string;
  /** Grows when the owner narrows or extends it; this one is the newest that the client has seen. */
  readonly version: number;
  /** The receipt of that version: the one thing to keep. */
  readonly receipt: string;
  /** What was approved in that version. */
  readonly details: AuthorizationDetails;
  /** When it ends at the latest (RFC 3339). */
  readonly until: string;
  readonly preferences: {
    /** @throws {insufficient_authorization} @throws {consent_withdrawn} and the other ends @throws {read_limit} */
    list(options: ListPreferencesOptions): AsyncIterable<Preference>;
  };
  readonly issues: {
    /** @throws {insufficient_authorization} @throws {consent_withdrawn} and the other ends @throws {read_limit} */
    list(options: ListIssuesOptions): AsyncIterable<Issue>;
    /** @throws {not_found} for an issue that is not there, and for one that the consent does not cover */
    get(id: string, options: GetIssueOptions): Promise<Issue>;
  };
  /** Asks the gateway where the consent stands; an end is an answer here, not an error. */
  status(options?: { readonly signal?: AbortSignal }): Promise<ConsentState>;
}

export function createConsent(connection: GatewayConnection, tokens: ConsentTokens): Consent {
  const read = createReader(connection, tokens);
  return {
    get id() {
      return tokens.held().claims.consent_id;
    },
    gateway: connection.origin,
    get subject() {
      return tokens.held().claims.sub;
    },
    get version() {
      return tokens.held().claims.consent_version;
    },
    get receipt() {
      return tokens.held().receipt;
    },
    get details() {
      return tokens.held().claims.authorization_details;
    },
    get until() {
      return tokens.held().claims.until;
    },
    preferences: { list: (options) => listPreferences(read, options) },
    issues: {
      list: (options) => listIssues(read, options),
      get: (id, options) => getIssue(read, id, options),
    },
    status: (options = {}) => readStatus(read, options.signal),
  };
}

async function* listPreferences(
  read: Reader,
  options: ListPreferencesOptions,
): AsyncGenerator<Preference, void> {
  const { purpose, signal, fields, topics, pageSize } = options;
  const query = { fields: list(fields), topics: list(topics), limit: limit(pageSize) };
  for await (const item of listApproved(read, { path: '/preferences', purpose, query, signal }))
    yield toPreference(item);
}

async function* listIssues(read: Reader, options: ListIssuesOptions): AsyncGenerator<Issue, void> {
  const { purpose, signal, fields, states, kinds, pageSize } = options;
  const query = { fields: list(fields), states: list(states), kinds: list(kinds), limit: limit(pageSize) };
  for await (const item of listApproved(read, { path: '/issues', purpose, query, signal }))
    yield toIssue(item);
}

async function getIssue(read: Reader, id: string, options: GetIssueOptions): Promise<Issue> {
  const { purpose, signal, fields } = options;
  const path = `/issues/${encodeURIComponent(id)}`;
  const item = approvedItemSchema.safeParse(
    await read({ path, purpose, query: { fields: list(fields) }, signal }),
  );
  if (!item.success) throw new VendorSdkError('invalid_response', { detail: 'not an item' });
  return toIssue(item.data);
}

/** The codes that say where a consent stands, and what they say. */
const statusOfCode: Partial<Record<string, ConsentStatus>> = {
  consent_paused: 'paused',
  consent_withdrawn: 'withdrawn',
  consent_relinquished: 'relinquished',
  consent_revoked: 'revoked',
  consent_expired: 'expired',
};

async function readStatus(read: Reader, signal: AbortSignal | undefined): Promise<ConsentState> {
  try {
    const view = vendorConsentViewSchema.safeParse(await read({ path: '/consent', signal }));
    const status = view.success ? consentStatuses.find((known) => known === view.data.status) : undefined;
    if (status === undefined) throw new VendorSdkError('invalid_response', { detail: 'not a consent' });
    return { status };
  } catch (error) {
    const status = isVendorSdkError(error) ? statusOfCode[error.code] : undefined;
    if (!isVendorSdkError(error) || status === undefined) throw error;
    return { status, ...(error.resumesAt !== undefined && { resumesAt: error.resumesAt }) };
  }
}

const list = (words: readonly string[] | undefined): string | undefined => words?.join(',');

function limit(pageSize: number | undefined): string | undefined {
  if (pageSize === undefined) return undefined;
  if (Number.isInteger(pageSize) && pageSize > 0) return String(pageSize);
  throw new VendorSdkError('invalid_options', { detail: 'pageSize is a whole number from 1 on' });
}
