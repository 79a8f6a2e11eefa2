import {
  approvedItemSchema,
  type ConsentStatus,
  consentStatuses,
  vendorConsentViewSchema,
} from '@parley/protocol';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Issue, type Preference, toIssue, toPreference } from './approved-items.ts';
import type {
  Consent,
  ConsentState,
  GetIssueOptions,
  ListIssuesOptions,
  ListPreferencesOptions,
} from './consent.ts';
import type { ConsentTokens } from './consent-tokens.ts';
import { createReader, listApproved, type Reader } from './read-approved-data.ts';

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
  // Dots and slashes would make another address of it.
  if (!/^[\w-]+$/.test(id)) throw new VendorSdkError('not_found', { detail: 'not the form of an id' });
  const path = `/issues/${id}`;
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
