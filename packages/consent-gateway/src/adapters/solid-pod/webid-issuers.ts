import { type ParseDocument, readIssuers } from '@parley/pod-client';

/** The issuers that a WebID document names, read without any authority. */
export function createIssuerReader(options: {
  fetch: typeof fetch;
  parse: ParseDocument;
}): (webId: string, signal: AbortSignal) => Promise<readonly string[]> {
  return (webId, signal) => readIssuers({ ...options, webId, signal });
}
