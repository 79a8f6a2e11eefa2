import type { Attack } from './attack.ts';

/** Attacks on requests, codes, client authentication and proofs. */
export const attacks1To15: readonly Attack[] = [
  {
    number: 1,
    attack: 'Asking by the browser alone, without a pushed request',
    place: 'authorization server',
    enforcedBy: ['setting'],
    cases: {
      a: ['a registered redirect URI', '303 to it with `invalid_request` and `iss`, no code'],
      b: ['another redirect URI', '400, a page without a way on'],
    },
  },
  {
    number: 2,
    attack: 'A request_uri that is not one to come with',
    place: 'authorization server',
    enforcedBy: ['library'],
    cases: {
      a: ['used before; opened in two browsers', '400, a page; 409 `request_ended` for the second decision'],
      b: ['expired', '400, a page'],
      c: ['unknown', '400, a page'],
      d: ["another client's", '400, a page'],
      e: ['an address', '400, a page; nothing is fetched'],
    },
  },
  {
    number: 3,
    attack: 'Other values beside the request_uri',
    place: 'authorization server',
    enforcedBy: ['library'],
    cases: {
      '': ['scope, redirect URI, details, response mode', 'not refused: only what was signed counts'],
    },
  },
  {
    number: 4,
    attack: 'A redirect URI that leads elsewhere',
    place: 'authorization server',
    enforcedBy: ['library', 'own code'],
    cases: {
      a: [
        'asked for: another path, slash, port, case, query, user, scheme',
        '400 `invalid_request`, nothing kept',
      ],
      b: [
        'in a client document: http, a fragment, `javascript:`, another origin',
        '401 `invalid_client`, as for an unknown client',
      ],
    },
  },
  {
    number: 5,
    attack: 'An answer in a form that leaks',
    place: 'authorization server',
    enforcedBy: ['setting'],
    cases: {
      a: ['response_type `token`, `id_token`, `code id_token`', '400 `invalid_request`'],
      b: [
        'response_mode `fragment`, `form_post`; `web_message`',
        '400 `invalid_request`; `unsupported_response_mode`',
      ],
    },
  },
  {
    number: 6,
    attack: 'A code without its PKCE verifier',
    place: 'authorization server',
    enforcedBy: ['setting'],
    cases: {
      a: ['no challenge', '400 `invalid_request`'],
      b: ['method `plain`', '400 `invalid_request`'],
      c: ['a challenge without a method', '400 `invalid_request`'],
      d: ['another verifier; one that is no verifier', '400 `invalid_grant`; `invalid_request`; no token'],
      e: ['no verifier', '400 `invalid_grant`, no token'],
      f: [
        'the challenge taken out in the browser',
        'has no effect: 400 `invalid_grant` without the verifier',
      ],
    },
  },
  {
    number: 7,
    attack: 'A code used twice',
    place: 'authorization server',
    enforcedBy: ['library', 'own code'],
    cases: {
      a: ['later', '400 `invalid_grant`; every token of the first exchange ends, the consent stands'],
      b: ['four at once, also at two processes', 'exactly one 200, the others 400 `invalid_grant`'],
      c: ['the refresh token of the first exchange after that', '400 `invalid_grant`'],
    },
  },
  {
    number: 8,
    attack: 'A stolen code',
    place: 'authorization server',
    enforcedBy: ['library', 'setting'],
    cases: {
      a: ['by another vendor', '400 `invalid_grant`; the vendor it was made for can still redeem it'],
      b: ['with another redirect URI, also a registered one', '400 `invalid_grant`; the same'],
      c: ['without a redirect URI', '400 `invalid_request`; the same'],
    },
  },
  {
    number: 9,
    attack: 'A code in the session of another proof key than the one that asked',
    place: 'authorization server',
    enforcedBy: ['library'],
    cases: { '': ['with client authentication and verifier that hold', '400 `invalid_grant`, no token'] },
  },
  {
    number: 10,
    attack: 'Mix-up: the answer of another authorization server',
    place: 'vendor SDK',
    enforcedBy: ['library'],
    cases: {
      a: ['`iss` of another', '`issuer_mismatch`, no token request is sent'],
      b: ['no `iss`', '`issuer_mismatch`, no token request is sent'],
    },
  },
  {
    number: 11,
    attack: 'A client assertion made for somebody else',
    place: 'authorization server',
    enforcedBy: ['library', 'own code'],
    cases: {
      a: ['`aud` is the token endpoint', '401 `invalid_client`'],
      b: ['`aud` is a list with the issuer', '401 `invalid_client`'],
      c: ['`aud` is a list with a stranger in it', '401 `invalid_client`'],
      d: [
        'what the SDK signs; the gateway signs none for providers',
        '`aud` is one text: the issuer of the gateway',
      ],
    },
  },
  {
    number: 12,
    attack: 'A client assertion that does not hold',
    place: 'authorization server',
    enforcedBy: ['library', 'setting'],
    cases: {
      a: ['used before; four at once', '401 `invalid_client`; exactly one is taken'],
      b: ['`iss` of another', '401 `invalid_client`'],
      c: ['`sub` of another; a client_id beside it that differs', '400 `invalid_request`'],
      d: ['expired; no `jti`', '401 `invalid_client`'],
      e: ['`alg` none, HS256, RS256', '401 `invalid_client`'],
      f: ['an unknown `kid`', '401 `invalid_client`'],
      g: ["another client's key, a key of nobody", '401 `invalid_client`'],
      h: ['lives longer than a minute', '401 `invalid_client`'],
      i: ['no `kid`', '401 `invalid_client`'],
      j: ['`iat` in the future, none', '401 `invalid_client`'],
    },
  },
  {
    number: 13,
    attack: 'Client authentication by a secret, or none',
    place: 'authorization server',
    enforcedBy: ['setting', 'own code'],
    cases: {
      a: ['client_secret_basic', '401 `invalid_client`, at every endpoint'],
      b: ['client_secret_post', '401 `invalid_client`, at every endpoint'],
      c: ['only a client_id', '401 `invalid_client`, at every endpoint'],
      d: ['a client document that asks for one of them', '401 `invalid_client`, nothing is kept'],
    },
  },
  {
    number: 14,
    attack: 'No proof of possession',
    place: 'authorization server, read API',
    enforcedBy: ['setting', 'library', 'own code'],
    cases: {
      a: ['at the pushed request', '400 `invalid_request`'],
      b: [
        'with a code, a refresh token, a receipt, at a poll',
        '400 `invalid_grant` (receipt: `invalid_request`), no token',
      ],
      c: ['at a read', '401 `invalid_dpop_proof`'],
      d: ['the token under the scheme Bearer', '401 `invalid_token`'],
    },
  },
  {
    number: 15,
    attack: 'A proof used twice',
    place: 'authorization server, read API',
    enforcedBy: ['own code'],
    cases: {
      a: ['at the token endpoint: later, four at once', '400; exactly one 200'],
      b: ['at a read: later, four at once', '401 `invalid_dpop_proof`; exactly one 200'],
      c: ['at a second process', 'the same: one proof passes once'],
    },
  },
];
