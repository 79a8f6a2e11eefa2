import type { Attack } from './attack.ts';

/** Attacks on what answers give away, hosts, the SDK, client documents, asking without a browser, and inputs. */
export const attacks31To45: readonly Attack[] = [
  {
    number: 31,
    attack: 'Codes and decisions in Referer, history and caches',
    place: 'pages',
    enforcedBy: ['own code', 'library'],
    cases: {
      '': [
        'every answer of authorization server and pages',
        '`Referrer-Policy: no-referrer`, `Cache-Control: no-store`',
      ],
    },
  },
  {
    number: 32,
    attack: 'Another Host',
    place: 'every route',
    enforcedBy: ['own code'],
    cases: {
      a: ['in the header Host, in the target, twice', '421 at every route'],
      b: ['in X-Forwarded-Host and Forwarded', 'no effect: metadata, proofs and links have the set origin'],
    },
  },
  {
    number: 33,
    attack: 'Proxy headers from a caller',
    place: 'every route',
    enforcedBy: ['own code'],
    cases: {
      '': [
        'client address, protocol, port',
        'no effect. Limits count the peer of the connection; behind a named proxy, what that has added to `X-Forwarded-For`',
      ],
    },
  },
  {
    number: 34,
    attack: 'A counterfeit read API',
    place: 'vendor SDK',
    enforcedBy: ['own code', 'library'],
    cases: {
      a: [
        'a page link, an item id or a redirect to another place',
        'the SDK throws, no token leaves the gateway’s origin',
      ],
      b: ['the proof for another address brought to us', '401 `invalid_dpop_proof`'],
    },
  },
  {
    number: 35,
    attack: 'A vendor that poses as an owner',
    place: 'owner API',
    enforcedBy: ['own code'],
    cases: {
      a: ['a client_id that is a WebID, or a subject', '401 `invalid_client`, nothing is kept'],
      b: ['its token at the owner API', '401 `invalid_token`'],
      c: ['its subject compared with another vendor’s', 'pairwise: nothing in common'],
    },
  },
  {
    number: 36,
    attack: 'Metadata that name another server',
    place: 'vendor SDK',
    enforcedBy: ['library', 'own code'],
    cases: {
      a: ['another issuer, endpoints elsewhere (RFC 8414)', 'the SDK throws before any other request'],
      b: [
        'another resource, another authorization server (RFC 9728)',
        'the SDK throws before any other request',
      ],
    },
  },
  {
    number: 37,
    attack: 'A client document that attacks',
    place: 'authorization server',
    enforcedBy: ['own code'],
    cases: {
      a: ['its address: http, fragment, user, dot segments', '401 `invalid_client`, no fetch'],
      b: ['its address: an IP literal, a query, a host alone', '401 `invalid_client`, no connection'],
      c: ['its host: a private address, by name too', '401 `invalid_client`, no connection'],
      d: ['a redirect, 404, HTML, over 10 KB, too slow', '401 `invalid_client`, nothing is kept'],
      e: [
        'another client_id, a secret in it, no authentication, DPoP off',
        '401 `invalid_client`, nothing is kept',
      ],
      f: [
        'keys without overlap, another redirect URI, later on',
        'vendor hold: 400 `unauthorized_client`, reads refused, until the operator or an owner lifts it; a rotation that overlaps passes',
      ],
      g: [
        'what one owner has lifted: another owner’s consent, a new request, a token for either',
        '403 and 400 `vendor_held`; 404 to another owner who lifts it',
      ],
      h: [
        'another change after an owner has lifted the first one, or a lift of what was not seen',
        'held again: 403 `vendor_held`, the keys of before 401 `invalid_client`; 409 `conflict`',
      ],
    },
  },
  {
    number: 38,
    attack: 'Dynamic registration',
    place: 'authorization server',
    enforcedBy: ['setting', 'own code'],
    cases: {
      a: [
        'registering, reading, changing and deleting a client',
        '404, and the metadata name no such endpoint',
      ],
      b: [
        'a client document with `javascript:`, private keys, keys twice, keys over http',
        '401 `invalid_client`, nothing is kept',
      ],
    },
  },
  {
    number: 39,
    attack: 'Asking without a browser, to find people or to disturb them',
    place: 'authorization server',
    enforcedBy: ['library', 'setting', 'own code'],
    cases: {
      a: ['a hint that is none, no hint, two hints', '400 `invalid_request`; nothing reaches anybody'],
      b: ['a WebID, known or unknown; every other hint', 'one answer for all, and for all that follows'],
      c: ['no binding message, markup in it, too long', '400 `invalid_binding_message`'],
      d: ['an auth_req_id of another vendor, used, unknown', '400 `invalid_grant`'],
      e: ['polling too fast', '400 `slow_down`, longer each time'],
      f: [
        'asking again and again',
        'the answer of case b: the owner sees three requests at most, one where they are the same',
      ],
      g: ['a vendor that has no consent of this owner', 'the answer of case b; nothing reaches the owner'],
      h: ['asking without end, whoever it leads to', '429 alike for all, nothing more is kept'],
    },
  },
  {
    number: 40,
    attack: 'Text that takes over a page',
    place: 'pages',
    enforcedBy: ['own code'],
    cases: {
      a: [
        'a vendor’s name: markup, direction marks, 10,000 characters',
        '401 `invalid_client`, or escaped; its host stands beside it',
      ],
      b: ['benefit, recipients, terms, filters', '400 `invalid_authorization_details`, or escaped and cut'],
      c: ['a logo', 'no page shows one, or loads anything of a vendor'],
      d: [
        'an item in the pod',
        'answers are JSON or RDF, never a page; nothing of a pod stands on the pages',
      ],
    },
  },
  {
    number: 41,
    attack: 'Webhooks',
    place: 'all',
    enforcedBy: ['own code'],
    cases: {
      a: ['bad signature, old, replayed', 'the SDK throws, its handler answers 401; a second one is dropped'],
      b: [
        'a target that is not the vendor’s own, a slow or endless receiver',
        'not sent; cut off after 15 s, and after 4 KB of the answer',
      ],
    },
  },
  {
    number: 42,
    attack: 'The same token in another spelling, against caches and lists',
    place: 'read API',
    enforcedBy: ['own code'],
    cases: {
      '': [
        'padding, spaces, a newline, a fourth part, other unused bits',
        '401 `invalid_token`, by the form alone',
      ],
    },
  },
  {
    number: 43,
    attack: 'Requests that are not what they should be',
    place: 'all',
    enforcedBy: ['library', 'own code'],
    cases: {
      a: ['a parameter twice', '400 `invalid_request`'],
      b: ['JSON or another type at a form’s endpoint', '400 `invalid_request`'],
      c: ['GET at the token endpoint', '404'],
      d: ['a body above the cap', '400 `invalid_request`'],
      e: ['no grant type, an unknown one', '400 `invalid_request`, `unsupported_grant_type`'],
      f: ['our own API: not JSON, too long, another type', '400 `invalid_request`, 413, 415'],
    },
  },
  {
    number: 44,
    attack: 'Learning what exists from how a refusal looks',
    place: 'all',
    enforcedBy: ['library', 'own code'],
    cases: {
      a: ['an unknown client, a bad key', '401 `invalid_client`, equal in status, headers and bytes'],
      b: ['an unknown owner', 'the answer for a known one (attack 39)'],
      c: [
        'an unknown consent, another vendor’s, another owner’s',
        '404 `not_found`, equal in status, headers and bytes',
      ],
    },
  },
  {
    number: 45,
    attack: 'Rotated keys',
    place: 'read API',
    enforcedBy: ['own code'],
    cases: {
      a: ['a token of a key that signs no more', 'accepted until it expires, while its key is published'],
      b: ['a token of a retired key', '401 `invalid_token`, also where it was known'],
      c: ['retiring a key whose tokens still live', 'the command refuses'],
      d: ['two keys with one id', 'the gateway does not start'],
    },
  },
];
