import {
  type ApprovedItem,
  type Categories,
  type DataCategory,
  categories as published,
} from '@parley/protocol';
import { VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { CategoryReads, GetOptions, ListOptions } from './category-reads.ts';
import type { Consent } from './consent.ts';
import type { ConsentState } from './consent-state.ts';
import type { ConsentTokens } from './consent-tokens.ts';
import type { HeldConsent } from './held-consent.ts';
import { honour } from './honour.ts';
import { openIssue } from './open-issue.ts';
import { createReader, createStreamReader, type Reader } from './read-approved-data.ts';
import { readAttachment } from './read-attachment.ts';
import { getFromCategory, listCategory } from './read-category.ts';
import { endOf, readState, type StateOptions } from './read-state.ts';
import { relinquish } from './relinquish.ts';
import { reply } from './reply.ts';
import { reportDeletion } from './report-deletion.ts';
import { createSync } from './sync-consent.ts';

export function createConsent(
  connection: GatewayConnection,
  held: HeldConsent,
  tokens: ConsentTokens,
): Consent {
  const call = createReader(connection, tokens);
  const read: Reader = (what) => call(what).catch(held.heard);
  const callStream = createStreamReader(connection, tokens);
  const reads = readsOf(read, connection.settings.categories);
  return {
    ...publishedReads(reads),
    ...(reads as Pick<Consent, 'list' | 'get'>),
    get id() {
      return held.now().claims.consent_id;
    },
    gateway: connection.origin,
    get subject() {
      return held.now().claims.sub;
    },
    get version() {
      return held.now().claims.consent_version;
    },
    get receipt() {
      return held.now().receipt;
    },
    get details() {
      return held.now().claims.authorization_details;
    },
    get until() {
      return held.now().claims.until;
    },
    get ended() {
      return held.now().ended;
    },
    get ledgerHead() {
      return held.now().head;
    },
    status: (options = {}) => readOwnState(connection, held, options),
    relinquish: ({ signal } = {}) => relinquish({ connection, held, tokens, call: read }, signal),
    attachment: (issueId, attachmentId, options) =>
      readAttachment((what) => callStream(what).catch(held.heard), { ...options, issueId, attachmentId }),
    reply: (issueId, options) =>
      reply(connection, { consentId: held.now().claims.consent_id, issueId, call: read }, options),
    openIssue: (options) =>
      openIssue(connection, { consentId: held.now().claims.consent_id, call: read }, options),
    honour: (preference, options) =>
      honour(connection, { consentId: held.now().claims.consent_id, call: read }, preference, options),
    sync: createSync(connection, held, read),
    reportDeletion: (report) => reportDeletion(connection, held.now().claims.consent_id, report),
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

/** Asks where it stands since the version that is held, and holds what is in force from here on. */
async function readOwnState(
  connection: GatewayConnection,
  held: HeldConsent,
  options: StateOptions,
): Promise<ConsentState> {
  const { consent_id: consentId, consent_version: sinceVersion } = held.now().claims;
  const state = await readState(connection, consentId, { sinceVersion, ...options });
  await held.accept(state);
  await held.keepHead(state.ledgerHead);
  const end = endOf(state);
  if (end !== undefined) await held.end(end);
  return state;
}
