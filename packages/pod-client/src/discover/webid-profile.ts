import { isPodError, PodError } from '../errors.ts';
import type { PodAccess } from '../pod-access.ts';
import {
  FOAF_PRIMARY_TOPIC_OF,
  LDP_INBOX,
  OWL_SAME_AS,
  PIM,
  RDFS_SEE_ALSO,
  SOLID,
} from '../rdf/vocabulary.ts';
import { readWebDocument, type WebDocument } from './web-document.ts';

/** What a WebID's documents say, as far as they could be read. */
export interface WebIdProfile {
  readonly webId: string;
  /** Who may identify the person: named in the WebID document itself, never elsewhere. */
  readonly issuers: readonly string[];
  /** Several are possible: the person chooses. */
  readonly storages: readonly string[];
  /** Set where there is exactly one. */
  readonly preferencesFile?: string;
  readonly privateTypeIndex?: string;
  readonly publicTypeIndex?: string;
  readonly inbox?: string;
}

export interface ReadProfileOptions extends PodAccess {
  readonly webId: string;
}

/** More documents than this are not a profile. */
const MAX_EXTENDED = 5;
const EXTENSIONS = [RDFS_SEE_ALSO, FOAF_PRIMARY_TOPIC_OF, OWL_SAME_AS];

/**
 * Reads a WebID document, one level of documents that extend it, and the preferences file.
 *
 * > [!WARNING] `fetch` is called with the WebID's address: guard it against private addresses. It acts for somebody,
 * > so documents on other origins are left out, and so is a preferences file that cannot be read.
 *
 * @throws {PodError} `address_refused`: not an http(s) WebID; `not_found`, `unavailable`, `content_rejected`
 * @see https://solid.github.io/webid-profile/
 */
export async function readProfile(options: ReadProfileOptions): Promise<WebIdProfile> {
  const { webId } = options;
  if (!/^https?:\/\//.test(webId) || !URL.canParse(webId)) throw new PodError('address_refused');
  const own = await readWebDocument(options, webId.split('#')[0] as string);
  const extended = await Promise.all(extensionsOf(own, webId).map((url) => readIfPossible(options, url)));
  const documents = [own, ...extended.flat()];
  const preferencesFile = exactlyOne(documents, webId, PIM.preferencesFile);
  const preferences = preferencesFile === undefined ? [] : await readIfPossible(options, preferencesFile);
  const all = [...documents, ...preferences];
  return {
    webId,
    issuers: own.iris(webId, SOLID.oidcIssuer),
    storages: valuesOf(documents, webId, PIM.storage),
    ...property('preferencesFile', preferencesFile),
    ...property('privateTypeIndex', exactlyOne(all, webId, SOLID.privateTypeIndex)),
    ...property('publicTypeIndex', exactlyOne(all, webId, SOLID.publicTypeIndex)),
    ...property('inbox', exactlyOne(documents, webId, LDP_INBOX)),
  };
}

/**
 * The storage to use: the one named by the person, or the only one there is.
 *
 * @throws {PodError} `ambiguous_storage`: there are several, ask; `discovery_failed`: none, or not the named one
 */
export function chooseStorage(profile: WebIdProfile, chosen?: string): string {
  const [first, ...others] = profile.storages;
  if (chosen !== undefined && profile.storages.includes(chosen)) return chosen;
  if (chosen !== undefined || first === undefined) throw new PodError('discovery_failed');
  if (others.length > 0) throw new PodError('ambiguous_storage');
  return first;
}

function extensionsOf(own: WebDocument, webId: string): readonly string[] {
  const { origin } = new URL(webId);
  const addresses = EXTENSIONS.flatMap((predicate) => own.iris(webId, predicate))
    .map((iri) => iri.split('#')[0] as string)
    .filter((address) => URL.canParse(address) && new URL(address).origin === origin)
    .filter((address) => address !== webId.split('#')[0]);
  return [...new Set(addresses)].slice(0, MAX_EXTENDED);
}

async function readIfPossible(access: PodAccess, url: string): Promise<readonly WebDocument[]> {
  try {
    return [await readWebDocument(access, url)];
  } catch (error) {
    if (isPodError(error)) return [];
    throw error;
  }
}

function valuesOf(documents: readonly WebDocument[], subject: string, predicate: string): readonly string[] {
  return [...new Set(documents.flatMap((document) => document.iris(subject, predicate)))];
}

function exactlyOne(
  documents: readonly WebDocument[],
  subject: string,
  predicate: string,
): string | undefined {
  const values = valuesOf(documents, subject, predicate);
  return values.length === 1 ? values[0] : undefined;
}

function property<K extends string>(name: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]?: string });
}
