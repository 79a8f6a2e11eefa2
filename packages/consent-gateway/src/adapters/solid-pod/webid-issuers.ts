import { readIssuers } from '@parley/pod-client';

/** The issuers that a WebID document names, read without any authority. */
export function createIssuerReader(options: {
  fetch: typeof fetch;
}): (webId: string, signal: AbortSignal) => Promise<readonly string[]> {
  return (webId, signal) => readIssuers({ webId, signal, fetch: options.fetch });
}
