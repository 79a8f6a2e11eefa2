import { readIssuers } from '@parley/pod-client';

/** Why nobody can be asked who a person is. */
export type SignInFault = 'address' | 'webid' | 'issuer' | 'provider' | 'refused';

const TIMEOUT_MS = 10_000;

/**
 * The provider to sign in at: what the person wrote is the provider itself, or a WebID that names one.
 *
 * @example await findIssuer('https://ann.example/#me', fetch) // { issuer: 'https://provider.example/' }
 */
export async function findIssuer(
  written: string,
  fetcher: typeof fetch,
): Promise<{ readonly issuer: string } | { readonly fault: SignInFault }> {
  const address = addressOf(written);
  if (address === undefined) return { fault: 'address' };
  if (!address.includes('#')) {
    const issuer = await issuerAt(address, fetcher);
    if (issuer !== undefined) return { issuer };
  }
  const named = await readIssuers({ webId: address, fetch: fetcher, timeoutMs: TIMEOUT_MS }).catch(
    () => undefined,
  );
  if (named === undefined) return { fault: 'webid' };
  if (named.length === 0) return { fault: 'issuer' };
  for (const each of named) {
    const issuer = await issuerAt(each, fetcher);
    if (issuer !== undefined) return { issuer };
  }
  return { fault: 'provider' };
}

/** As people write addresses: with spaces around, or without the scheme. */
export function addressOf(written: string): string | undefined {
  const text = written.trim();
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || /\s/.test(text) || !URL.canParse(whole)) return undefined;
  const { hostname, href } = new URL(whole);
  return hostname.includes('.') || hostname === 'localhost' ? href : undefined;
}

/** What the provider calls itself, by its own configuration. `undefined`: there is no provider. */
async function issuerAt(address: string, fetcher: typeof fetch): Promise<string | undefined> {
  try {
    const base = address.endsWith('/') ? address : `${address}/`;
    const answer = await fetcher(`${base}.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      credentials: 'omit',
    });
    if (!answer.ok) return undefined;
    const { issuer } = (await answer.json()) as { issuer?: unknown };
    return issuer === address || issuer === base ? String(issuer) : undefined;
  } catch {
    return undefined;
  }
}
