import type { Attack } from './attack.ts';

/** Attacks on what two sides hold against each other: pods, acts, receipts, tokens, identifiers, ends. */
export const attacks64To69: readonly Attack[] = [
  {
    number: 64,
    attack: 'Somebody else’s pod, named as one’s own',
    place: 'owner API',
    enforcedBy: ['own code'],
    cases: {
      a: ['the container of another owner', '400 `pod_not_proven`'],
      b: ['what lies above or below it', '400 `pod_not_proven`'],
      c: ['a host that looks like it, another spelling', '400, nothing fetched'],
      d: ['without a nonce, or with an old one', '400 `pod_not_proven`'],
      e: ['with the nonce of another owner or gateway', '400 `pod_not_proven`'],
      f: ['a pod that is somebody else’s since', 'reads are held'],
    },
  },
  {
    number: 65,
    attack: 'An act in the owner’s name',
    place: 'owner API',
    enforcedBy: ['own code'],
    cases: {
      a: ['give, extend or resume by an app that the owner has not allowed', '403 `app_not_allowed`'],
      b: ['another body under the path that was signed', '400 `digest_mismatch`'],
      c: ['narrow, pause or withdraw by such an app', 'not refused: stopping needs no permission'],
    },
  },
  {
    number: 66,
    attack: 'A receipt in the place of a token',
    place: 'authorization server',
    enforcedBy: ['own code', 'library'],
    cases: {
      a: ['of another vendor', '400 `invalid_grant`'],
      b: ['of an older version', '400 `invalid_grant`, the version in force named'],
      c: ['of an ended or paused consent', '400 `invalid_grant`, `consent_status`'],
      d: ['altered', '400 `invalid_grant`'],
      e: ['with a client assertion that was used', '401 `invalid_client`'],
      f: ['without a proof', '400'],
    },
  },
  {
    number: 67,
    attack: 'A token that is known already',
    place: 'read API',
    enforcedBy: ['own code'],
    cases: {
      a: ['its id with other claims', '401 `invalid_token`'],
      b: ['its claims with another signature', '401 `invalid_token`'],
      c: ['of a key that was retired', '401 `invalid_token`'],
    },
  },
  {
    number: 68,
    attack: 'Two vendors compare what they hold, to find the owner they share',
    place: 'all',
    enforcedBy: ['own code'],
    cases: {
      a: ['subjects and ids', 'nothing equal'],
      b: ['chains and their numbers', 'nothing equal, nothing ordered'],
      c: ['receipts', 'nothing equal but what all receipts share'],
      d: ['answers that refuse', 'nothing equal but what all refusals share'],
    },
  },
  {
    number: 69,
    attack: 'A stop while the pod is not as it should be',
    place: 'pod',
    enforcedBy: ['own code'],
    cases: {
      a: ['down or hanging', '202, the very next read refused, told to the pod later'],
      b: ['404 for everything', '503, held; nothing ends'],
      c: ['a file restored from an old copy', '503 or 401; nothing comes alive'],
    },
  },
];
