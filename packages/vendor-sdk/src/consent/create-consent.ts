import {
  type ApprovedItem,
  type Categories,
  type ConsentStatus,
  consentStatuses,
  type DataCategory,
  categories as published,
  vendorConsentViewSchema,
} from '@parley/protocol';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { CategoryReads, GetOptions, ListOptions } from './category-reads.ts';
import type { Consent, ConsentState } from './consent.ts';
import type { ConsentTokens } from './consent-tokens.ts';
import { createReader, type Reader } from './read-approved-data.ts';
import { getFromCategory, listCategory } from './read-category.ts';

export function createConsent(connection: GatewayConnection, tokens: ConsentTokens): Consent {
  const read = createReader(connection, tokens);
  const reads = readsOf(read, connection.settings.categories);
  return {
    ...publishedReads(reads),
    ...(reads as Pick<Consent, 'list' | 'get'>),
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
    status: (options = {}) => readStatus(read, options.signal),
  };
}

interface AnyReads {
  list(category: string, options: ListOptions<string>): AsyncIterable<ApprovedItem>;
  get(category: string, id: string, options: GetOptions<string>): Promise<ApprovedItem>;
}

function readsOf(read: Reader, categories: Categories): AnyReads {
  const known = (name: string): DataCategory => {
    const category = categories.get(name);
    if (category !== undefined) return category;
    throw new VendorSdkError('invalid_options', { detail: `a category that is not known: ${name}` });
  };
  return {
    async *list(name, options) {
      yield* listCategory(read, known(name), options);
    },
    get: async (name, id, options) => getFromCategory(read, known(name), { ...options, id }),
  };
}

/** The types are of the published declarations, and so is what is checked at run time. */
function publishedReads(reads: AnyReads): CategoryReads {
  const all = [...published.values()].map(({ name, itemDocument }) => {
    const list = (options: ListOptions<string>) => reads.list(name, options);
    const get = (id: string, options: GetOptions<string>) => reads.get(name, id, options);
    return [name, itemDocument === undefined ? { list } : { list, get }];
  });
  return Object.fromEntries(all) as CategoryReads;
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
