import { isLocal } from '../../setup/local-address.ts';
import { hasAnswered, objectIn } from '../evidence.ts';
import { bad, type Check, good, unknown } from '../finding.ts';

const MAX_CHARACTERS = 10_240;
const MAX_CLIENT_ID = 200;

export const documentServed: Check = {
  name: 'client document',
  judge({ document, setup: { clientId } }) {
    if (!hasAnswered(document))
      return bad(
        'document_unreachable',
        `${clientId} cannot be reached (${document.failure})`,
        'start your app, and see that the address leads to it: gateways fetch it',
      );
    if (document.status !== 200)
      return bad(
        'document_unreachable',
        `${clientId} answers ${document.status}`,
        'serve what clientDocument() gives there, with status 200 and no redirect',
      );
    if (!/[/+]json\b/.test(document.type) || objectIn(document) === undefined)
      return bad(
        'document_not_json',
        `it is served as '${document.type}', or is no JSON object`,
        'serve it with Content-Type: application/json',
      );
    if (document.text.length > MAX_CHARACTERS)
      return bad(
        'document_too_large',
        `it is longer than ${MAX_CHARACTERS} characters`,
        'take out what gateways do not read',
      );
    return good(`${clientId} is served as JSON`);
  },
};

export const clientId: Check = {
  name: 'client id',
  judge({ document, setup }) {
    const fault = faultOfAddress(setup.clientId);
    if (fault !== undefined)
      return bad(
        'client_id_not_allowed',
        `${setup.clientId} ${fault}`,
        'use https://your-name.example/client.json',
      );
    const stated = objectIn(document)?.['client_id'];
    if (stated === undefined) return unknown('needs the client document');
    if (stated !== setup.clientId)
      return bad(
        'client_id_differs',
        `the document at ${setup.clientId} calls itself '${String(stated)}'`,
        'let client_id be the address at which it stands, to the letter',
      );
    return good('is the address at which the document stands');
  },
};

/** As gateways have it: decided before anything is fetched. */
function faultOfAddress(address: string): string | undefined {
  const url = new URL(address);
  if (url.href !== address || address.length > MAX_CLIENT_ID) return 'is not written in its plain form';
  if (/[?#@]/.test(address) || url.pathname === '/') return 'needs a path, and no query, fragment or user';
  if (isLocal(url)) return undefined;
  if (url.protocol !== 'https:') return 'is not https';
  return url.port !== '' || /^[\d.]+$|^\[/.test(url.hostname) ? 'needs a name, and no port' : undefined;
}

/** What gateways demand of the document besides. */
const DEMANDED: Readonly<Record<string, (value: unknown) => boolean>> = {
  client_name: (value) => typeof value === 'string' && value.trim() !== '' && value.trim().length <= 80,
  token_endpoint_auth_method: (value) => value === 'private_key_jwt',
  dpop_bound_access_tokens: (value) => value === true,
  client_secret: (value) => value === undefined,
};

export const documentWords: Check = {
  name: 'what it says',
  judge({ document }) {
    const stated = objectIn(document);
    if (stated === undefined) return unknown('needs the client document');
    const wrong = Object.keys(DEMANDED).filter((name) => DEMANDED[name]?.(stated[name]) !== true);
    if (wrong.length > 0)
      return bad(
        'document_refused',
        `gateways will not take its ${wrong.join(', ')}`,
        'serve what clientDocument() of @parley/vendor-sdk gives',
      );
    return good(`introduces you as '${String(stated['client_name'])}'`);
  },
};
