import type { Attack } from './attack.ts';

/** Attacks on proofs, tokens, details, browsers and who the owner is. */
export const attacks16To30: readonly Attack[] = [
  {
    number: 16,
    attack: 'A proof that is not one for this request',
    place: 'authorization server, read API',
    enforcedBy: ['library', 'own code'],
    cases: {
      a: ['asking: another method, host, path', '400 `invalid_dpop_proof`'],
      b: ['asking: another type, algorithm, signature', '400 `invalid_dpop_proof`'],
      c: ['asking: no key, a private one', '400 `invalid_dpop_proof`'],
      d: ['asking: no id; two headers', '400 `invalid_dpop_proof`'],
      e: ['asking: nonce absent, bogus, of another time', '400 `use_dpop_nonce` with `DPoP-Nonce`'],
      f: ['reading: another method, host, path, no address', '401 `invalid_dpop_proof`'],
      g: ['reading: another type, algorithm, signature', '401 `invalid_dpop_proof`'],
      h: ['reading: no key, a private one, another than the token’s', '401 `invalid_dpop_proof`'],
      i: ['reading: no id; two headers', '401 `invalid_dpop_proof`'],
      j: ['reading: another token’s digest or none; too old, from the future', '401 `invalid_dpop_proof`'],
      k: ['reading: nonce absent, bogus, of another time', '401 `use_dpop_nonce` with `DPoP-Nonce`'],
      l: [
        'query and fragment in the address; asking with a good nonce: an old time',
        'not refused: RFC 9449 ignores the one, and the nonce says the time',
      ],
    },
  },
  {
    number: 17,
    attack: 'A vendor that switches its own safety off',
    place: 'authorization server',
    enforcedBy: ['own code', 'setting', 'library'],
    cases: {
      a: ['DPoP, in its client document', '401 `invalid_client`, nothing is kept'],
      b: ['pushed and signed requests, in its client document', 'no effect: both stay required'],
      c: ['by dynamic registration', '404: there is none, and the metadata names none'],
    },
  },
  {
    number: 18,
    attack: 'An access token that is not ours',
    place: 'read API',
    enforcedBy: ['own code', 'library'],
    cases: {
      a: ['another audience, several, the issuer', '401 `invalid_token`'],
      b: ['another issuer', '401 `invalid_token`'],
      c: ['the type of an ID token, a logout token, a receipt', '401 `invalid_token`'],
      d: ['unsigned, by HMAC with the public key, by another key', '401 `invalid_token`'],
      e: ['an unknown key id', '401 `invalid_token`'],
      f: ['`crit`, `jwk`, `jku`, `x5u`', '401 `invalid_token`; no address in it is fetched'],
      g: ['expired, from the future, without a time, too long a life', '401 `invalid_token`'],
      h: ['no `cnf`, one with two members', '401 `invalid_token`'],
      i: ['another consent, version, receipt, vendor', '401 `invalid_token`'],
    },
  },
  {
    number: 19,
    attack: 'A token that outlives what it was for',
    place: 'read API',
    enforcedBy: ['own code'],
    cases: {
      a: [
        'after withdrawal, revocation, relinquishing, at each process',
        '401 `invalid_token` at the very next read, with the code and `consent_status`',
      ],
      b: ['after the end of the consent', '401 `invalid_token` at the very next read'],
      c: ['after a narrowing', '401 `invalid_token`; the refresh token gives the narrower token'],
    },
  },
  {
    number: 20,
    attack: 'Reading beyond the authorization details',
    place: 'read API',
    enforcedBy: ['own code'],
    cases: {
      a: ['a category that was not approved', '403 `insufficient_authorization`, nothing is asked of a pod'],
      b: ['an item of another owner, by its id', '404 `not_found`, as for an id that never existed'],
      c: [
        '`..`, slashes encoded once and twice, a backslash, a wildcard, a listing, an empty segment',
        '403 `insufficient_authorization` or 404 `not_found`, nothing is asked of a pod',
      ],
    },
  },
  {
    number: 21,
    attack: 'Authorization details that say something else',
    place: 'authorization server',
    enforcedBy: ['setting', 'library', 'own code'],
    cases: {
      a: ['an unknown type', '400 `invalid_authorization_details`'],
      b: ['an unknown member, field, category, filter', '400 `invalid_authorization_details`'],
      c: ['an unknown action, none', '400 `invalid_authorization_details`'],
      d: ['no JSON, no list, no objects, no type', '400 `invalid_authorization_details`'],
      e: ['`__proto__`', '400 `invalid_authorization_details`'],
      f: ['an empty list, none', '400 `invalid_authorization_details`'],
      g: ['nine entries', '400 `invalid_authorization_details`'],
      h: ['a thousand entries', '400 `invalid_request`: the body is too long'],
    },
  },
  {
    number: 22,
    attack: 'Asking for more when a token is fetched',
    place: 'authorization server',
    enforcedBy: ['setting', 'library'],
    cases: {
      a: ['wider details', '400 `invalid_authorization_details`'],
      b: ['another scope', '400 `invalid_scope`'],
      c: ['another resource', '400 `invalid_target`'],
    },
  },
  {
    number: 23,
    attack: 'A second consent that widens the first in silence',
    place: 'authorization server',
    enforcedBy: ['own code'],
    cases: {
      a: [
        'another purpose, in the same browser',
        'asked anew, with an id of its own; the first is as it was',
      ],
      b: ['a request without details rides on it', '400 `invalid_authorization_details`'],
    },
  },
  {
    number: 24,
    attack: 'A refresh token that is not to work',
    place: 'authorization server',
    enforcedBy: ['library', 'own code'],
    cases: {
      a: ['another vendor’s', '400 `invalid_grant`, nothing said of the consent; its own vendor’s works on'],
      b: ['after it was revoked', '400 `invalid_grant`'],
      c: ['after the end of the consent', '400 `invalid_grant` with `consent_status`'],
      d: ['while the consent is paused', '400 `invalid_grant` with `consent_status`; it works again after'],
    },
  },
  {
    number: 25,
    attack: 'Making a browser decide',
    place: 'pages',
    enforcedBy: ['own code', 'library'],
    cases: {
      a: ['a form that is not from the page', '403 `access_denied`, nothing is stored'],
      b: ['the cookie of another interaction', '403 `access_denied`, nothing is stored'],
      c: ['a link sent to somebody, no cookie', '400, a page that says what to do'],
    },
  },
  {
    number: 26,
    attack: 'One person begins, another one proves the WebID',
    place: 'pages',
    enforcedBy: ['own code'],
    cases: {
      a: ['the attacker begins, the owner confirms', 'refused, no consent, no code for either'],
      b: ['the owner begins, the attacker confirms', 'refused, no consent, no code for either'],
    },
  },
  {
    number: 27,
    attack: 'A hostile Solid provider',
    place: 'owner API',
    enforcedBy: ['own code'],
    cases: {
      a: ['one that the WebID does not name', '401 `invalid_token`, its keys are not even fetched'],
      b: ['metadata that name another issuer', '401 `invalid_token`'],
      c: [
        'an ID token that another provider signed, on the plain page',
        '403, no consent. No code is ever asked of a provider, so none goes to a foreign token endpoint',
      ],
    },
  },
  {
    number: 28,
    attack: 'An owner’s token that does not hold',
    place: 'owner API',
    enforcedBy: ['library', 'own code'],
    cases: {
      a: [
        'a proof that was used, is absent, is for another request',
        '401 `invalid_dpop_proof`, nothing done',
      ],
      b: ['an ID token in place of an access token', '401 `invalid_token`'],
      c: ['another audience; expired; no app', '401 `invalid_token`'],
      d: ['bound to another key, to none', '401 `invalid_dpop_proof`, `invalid_token`'],
      e: ['a WebID whose document says otherwise', '401 `invalid_token`'],
      f: ['an ID token on the plain page: nonce, audience, person, times', '403, nothing is confirmed'],
    },
  },
  {
    number: 29,
    attack: 'A page in somebody’s frame',
    place: 'pages',
    enforcedBy: ['own code'],
    cases: {
      '': ['every page, also those of errors', "CSP `frame-ancestors 'none'` and `X-Frame-Options: DENY`"],
    },
  },
  {
    number: 30,
    attack: 'A redirect that carries a form, or leads elsewhere',
    place: 'pages',
    enforcedBy: ['library', 'own code'],
    cases: {
      a: ['every redirect of a decision', '303, never 307 or 308'],
      b: ['an address in the path, a parameter, a form', 'no Location is made from what a request says'],
    },
  },
];
