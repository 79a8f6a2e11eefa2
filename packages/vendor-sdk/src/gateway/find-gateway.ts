// From what a person typed to a gateway's origin. In: an address of any of three kinds. Out: the origin, not yet looked at.

import { INVITATION_PATH, PARLEY } from '@parley/protocol';
import type { ClientSettings } from '../client-settings.ts';
import { isVendorSdkError, VendorSdkError, type VendorSdkErrorCode } from '../errors.ts';
import { runOperation } from '../http/run-operation.ts';
import { fetchDocument } from './discover-gateway.ts';
import { gatewayOrigin, isSecure } from './gateway-address.ts';

/** A WebID document as it came, and what is looked for in it. */
export interface WebIdDocument {
  readonly turtle: string;
  readonly webId: string;
  readonly predicate: string;
}

/** The IRIs that the document names for its WebID under the predicate. Throws on what is not Turtle. */
export type ReadWebId = (document: WebIdDocument) => readonly string[];

interface Finding {
  readonly settings: ClientSettings;
  readonly readWebId: ReadWebId | undefined;
  readonly signal?: AbortSignal;
}

export async function findGateway(
  address: string,
  finding: Finding,
): Promise<{ readonly origin: string; readonly invitation?: string }> {
  const text = address.trim();
  const { allowsLoopbackHttp } = finding.settings;
  if (!URL.canParse(text)) throw invalid('not an address');
  const url = new URL(text);
  if (!isSecure(url, allowsLoopbackHttp)) throw invalid('https is required');
  if (url.username !== '' || url.password !== '') throw invalid('an address with credentials');
  if (url.pathname === '/' && url.search === '' && url.hash === '') return { origin: url.origin };
  if (isInvitation(url)) return { origin: url.origin, invitation: url.href };
  return { origin: gatewayOf(await readLinks(url, finding), allowsLoopbackHttp) };
}

const isInvitation = ({ pathname, search, hash }: URL): boolean =>
  pathname.startsWith(INVITATION_PATH) &&
  /^[\w-]+$/.test(pathname.slice(INVITATION_PATH.length)) &&
  search + hash === '';

const MAX_DOCUMENT_CHARACTERS = 256 * 1024;
/** A document that is not there, or not for everybody, names no gateway; a server that fails may later. */
const NOT_THERE = new Set<VendorSdkErrorCode>(['not_found', 'invalid_response']);

async function readLinks(webId: URL, { settings, readWebId, signal }: Finding): Promise<readonly string[]> {
  if (readWebId === undefined) throw invalid('to read a WebID the client needs the option readWebId');
  const turtle = await runOperation(
    settings,
    { origin: webId.origin, signal, isRepeatable: true },
    async (attempt) => {
      const document = webId.href.slice(0, webId.href.length - webId.hash.length);
      return (await fetchDocument(attempt, document, new Headers({ accept: 'text/turtle' }))).text();
    },
  ).catch((error: unknown) => {
    if (!isVendorSdkError(error) || !NOT_THERE.has(error.code)) throw error;
    throw notFound('its document cannot be read');
  });
  if (turtle.length > MAX_DOCUMENT_CHARACTERS) throw notFound('its document is too long');
  try {
    return readWebId({ turtle, webId: webId.href, predicate: PARLEY.askAt });
  } catch {
    // The parser's words quote the document.
    throw notFound('its document is not Turtle');
  }
}

function gatewayOf(links: readonly string[], allowsLoopbackHttp: boolean): string {
  const [link, ...others] = new Set(links);
  if (link === undefined) throw notFound('it names none');
  if (others.length > 0) throw notFound('it names several');
  try {
    return gatewayOrigin(link, allowsLoopbackHttp);
  } catch {
    throw notFound('what it names is not the address of one');
  }
}

const invalid = (detail: string): VendorSdkError => new VendorSdkError('invalid_gateway', { detail });
const notFound = (detail: string): VendorSdkError => new VendorSdkError('gateway_not_found', { detail });
