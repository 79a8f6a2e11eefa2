import { PodError } from '../errors.ts';
import { parseIn } from '../parse-in.ts';
import type { PodAccess } from '../pod-access.ts';
import { readWebText } from './web-document.ts';

/**
 * Who may identify a person: the issuers that the WebID document itself names. No other document is read, because no other has a
 * say in this.
 *
 * > [!WARNING] `fetch` is called with an address that somebody else chose: guard it.
 *
 * @throws {PodError} `address_refused`: not an http(s) WebID; `not_found`, `unavailable`, `content_rejected`
 * @see https://solidproject.org/TR/oidc#oidc-issuer-discovery
 */
export async function readIssuers(
  options: PodAccess & { readonly webId: string },
): Promise<readonly string[]> {
  const { webId } = options;
  if (!/^https?:\/\//.test(webId) || !URL.canParse(webId)) throw new PodError('address_refused');
  const turtle = await readWebText(options, webId.split('#')[0] as string);
  return parseIn(options, { kind: 'issuers', of: webId, input: { turtle, webId } });
}
