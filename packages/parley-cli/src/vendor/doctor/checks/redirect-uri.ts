import { isSafe } from '../../setup/local-address.ts';
import { hasAnswered, objectIn } from '../evidence.ts';
import { bad, type Check, good, unknown } from '../finding.ts';

const MOST_URIS = 10;

export const redirectRegistered: Check = {
  name: 'redirect URI',
  judge({ document, setup: { clientId, redirectUri } }) {
    const stated = objectIn(document);
    if (stated === undefined) return unknown('needs the client document');
    const uris = Array.isArray(stated['redirect_uris']) ? stated['redirect_uris'].map(String) : [];
    const wrong = uris.find((uri) => !isAllowed(uri, clientId));
    if (uris.length === 0 || uris.length > MOST_URIS || wrong !== undefined)
      return bad(
        'redirect_not_allowed',
        wrong === undefined ? `redirect_uris has ${uris.length} entries` : `'${wrong}' cannot be one`,
        'list 1 to 10, https, on the origin of the client id, without a fragment',
      );
    if (!uris.includes(redirectUri))
      return bad(
        'redirect_not_registered',
        `${redirectUri} is not in the client document`,
        'add it to redirectUris of clientDocument(), to the letter',
      );
    return good(`${redirectUri} is registered`);
  },
};

function isAllowed(uri: string, clientId: string): boolean {
  if (!URL.canParse(uri)) return false;
  const url = new URL(uri);
  const isBare = url.hash === '' && url.username === '' && url.password === '';
  return isBare && isSafe(url) && url.origin === new URL(clientId).origin;
}

export const callbackReached: Check = {
  name: 'callback',
  judge({ callback, setup: { redirectUri } }) {
    if (!hasAnswered(callback))
      return bad(
        'callback_unreachable',
        `${redirectUri} cannot be reached (${callback.failure})`,
        'start your app: browsers come back there',
      );
    if (callback.status === 404 || callback.status >= 500)
      return bad(
        'callback_missing',
        `${redirectUri} answers ${callback.status}`,
        'let it answer a call without a decision too: with 400, or with a way home',
      );
    return good('answers');
  },
};
