import type { Attack } from './attack.ts';
import { attacks64To69 } from './rows-64-69.ts';

const READ = { place: 'read API', enforcedBy: ['own code'] } as const;
const IN_POD = { place: 'pod', enforcedBy: ['own code'] } as const;
const OWNER = { place: 'owner API', enforcedBy: ['own code'] } as const;
const LIKE_NOTHING = 'exactly like what does not exist';

/** Attacks on consents, pods and owners. */
export const attacks46To69: readonly Attack[] = [
  {
    number: 46,
    attack: 'Reading for a purpose that is not in the consent',
    ...READ,
    cases: {
      a: ['another purpose', '403 `insufficient_authorization`, counted in the ledger, no data'],
      b: ['a broader one, or another spelling', '403 `insufficient_authorization`'],
      c: ['none, or two at once', '403 `insufficient_authorization`'],
      d: ['of another entry or consent of the same vendor', '403 `insufficient_authorization`'],
    },
  },
  {
    number: 47,
    attack: 'Reading while the owner has paused',
    place: 'authorization server, read API',
    enforcedBy: ['own code'],
    cases: {
      a: ['a read', '403 `consent_paused`'],
      b: [
        'a new token by refresh token or receipt',
        '400 `invalid_grant`, `consent_status: paused`; works again afterwards',
      ],
      c: ['a conditional read, the next page', '403 `consent_paused`, never 304'],
      d: ['data by webhook', 'nothing is sent; what waits is dropped'],
      e: ['with a token from before the pause, on each process', '403 `consent_paused`'],
      f: ['right after it was resumed', '200'],
      g: ['changes since a cursor', '403 `consent_paused`, never 304'],
    },
  },
  {
    number: 48,
    attack: 'Reading an issue that is addressed to another vendor',
    ...READ,
    cases: {
      a: ['by its id', `404 \`not_found\`, ${LIKE_NOTHING}, byte for byte`],
      b: ['in lists, pages and filters', 'it is not there'],
      c: ['that was addressed to another one after the consent', 'it is not there any more'],
      d: [
        'in changes since a cursor',
        'it is not there; one that was re-addressed looks like one that was deleted',
      ],
      e: ['by a file that is attached to it', `404 \`not_found\`, ${LIKE_NOTHING}`],
    },
  },
  {
    number: 49,
    attack: 'Learning of a field that was not approved',
    ...READ,
    cases: {
      a: ['from the answer', '200 without the key'],
      b: ['by asking for it by name', 'as for a name that never existed'],
      c: ['by filtering or sorting by it', 'as for a name that never existed'],
      d: ['by ETag, length, cursor or Last-Modified', 'they are those of the answer alone'],
      e: ['by a conditional read when only it changed', '304'],
      f: ['by how a wrong value for it is refused', 'it is not: the parameter does not exist'],
      g: ['by what more the gateway does for it', 'no other look at the pod than for what does not exist'],
      h: ['by a webhook when only it changed', 'nothing is sent'],
    },
  },
  {
    number: 50,
    attack: 'A consent’s record in the pod, forged or widened by another app',
    ...IN_POD,
    cases: {
      a: ['a record that nobody signed, a copy under another id', 'no consent, named by a rebuild'],
      b: ['fields, purposes or a later end added', 'read as it was signed'],
      c: ['signed with another key, of another record, of an older version', '503, held; nothing ends'],
      d: ['the vendor exchanged', 'read as it was signed; nothing for the other vendor'],
      e: ['the file deleted, or said to be withdrawn', '401 `invalid_token`, `consent_status: withdrawn`'],
      f: [
        'an old file put back after the end, also before a rebuild',
        '401 `invalid_token`; ended stays ended',
      ],
    },
  },
  {
    number: 51,
    attack: 'Data from memory where the owner has closed the pod to the gateway',
    ...IN_POD,
    cases: {
      a: ['its access is taken away', '503 with Retry-After within 30 s; nothing ends'],
      b: ['the pod has moved', '503, the same'],
      c: ['the pod server is down or hangs', '503, the same'],
    },
  },
  {
    number: 52,
    attack: 'A webhook that leads into the private network',
    place: 'all',
    enforcedBy: ['own code'],
    cases: {
      a: ['by a redirect', 'not followed; the try counts as failed'],
      b: ['by a name that means another host later', 'no connection'],
    },
  },
  {
    number: 53,
    attack: 'Content of a pod that is made to harm',
    ...IN_POD,
    cases: {
      a: [
        'nesting, bases, lists and statements without end',
        '502 `pod_content_rejected` for its owner alone',
      ],
      b: ['a document over the limit, or that never ends', '502 `pod_content_rejected` for its owner alone'],
      c: ['JSON-LD that names a context elsewhere', '502, nothing fetched'],
      d: ['half a document', '502 `pod_content_rejected`'],
      e: ['another content type', '502 `pod_content_rejected`'],
      f: ['statements that name other addresses, a redirect', 'nothing fetched'],
      g: ['planted in the inbox', 'not read'],
    },
  },
  {
    number: 54,
    attack: 'The owner API, called by somebody else',
    ...OWNER,
    cases: {
      a: ['another owner', `404 \`not_found\`, ${LIKE_NOTHING}`],
      b: ['a token of a provider that the WebID does not name', '401 `invalid_token`'],
      c: ['a proof for another address or method', '401 `invalid_dpop_proof`'],
      d: ['a vendor’s token', '401 `invalid_token`'],
      e: ['no proof', '401 `invalid_dpop_proof`'],
      f: ['a WebID that names another provider since', '401 `invalid_token`'],
    },
  },
  {
    number: 55,
    attack: 'Canaries: values, WebIDs, tokens, proofs and codes where they must not be',
    place: 'all',
    enforcedBy: ['own code'],
    cases: {
      a: ['in the logs of every gateway of the whole test run', 'none, else the run fails'],
      b: ['in answers that refuse', 'none, else the run fails'],
      c: ['in metrics', 'none'],
      d: ['in every table of every database of the run', 'none, else the run fails'],
    },
  },
  {
    number: 56,
    attack: 'Another client’s refresh token',
    place: 'authorization server',
    enforcedBy: ['library', 'setting'],
    cases: {
      a: ['introspected', '404: there is no introspection'],
      b: ['revoked', '400 `invalid_request`; it works on'],
    },
  },
  {
    number: 57,
    attack: 'A notification that no pod has sent',
    ...IN_POD,
    cases: {
      a: ['posted to the gateway', '404, nothing fetched'],
      b: ['about another topic or place, over an open channel', 'nothing fetched'],
      c: ['without sense, or hundreds', 'at most one look a read'],
    },
  },
  {
    number: 58,
    attack: 'A race between a read and what stops it',
    ...READ,
    cases: {
      a: ['a withdrawal', 'no read whose entry comes after the acknowledged act, on any process'],
      b: ['a narrowing', 'the same'],
      c: ['a pause', 'the same'],
      d: ['the end of the consent', 'the same'],
      e: ['`kill -9` between the entry and the answer', 'no answer without an entry'],
      f: ['the day’s limit on two processes', 'one for both'],
    },
  },
  {
    number: 59,
    attack: 'The ledger in the pod, changed by another app',
    place: 'pod',
    enforcedBy: ['own code', 'pod server'],
    cases: {
      a: ['a block removed', 'named by `parley ledger verify`'],
      b: ['a byte changed', 'named by `parley ledger verify`'],
      c: ['another order', 'named by `parley ledger verify`'],
      d: ['overwritten by the gateway itself', 'refused by the pod server: it may only append'],
    },
  },
  {
    number: 60,
    attack: 'A request that is not what the vendor signed',
    place: 'authorization server',
    enforcedBy: ['library', 'setting'],
    cases: {
      a: ['not signed', '400 `invalid_request`'],
      b: [
        'for another audience, by another vendor or key, over, without a beginning or an end',
        '400 `invalid_request_object`',
      ],
      c: ['longer than 600 s, without an id, of another type', '400 `invalid_request_object`'],
      d: ['a second time, also four at once', '400 `invalid_request_object`, exactly one passes'],
      e: ['with other values beside it', 'not refused: what is signed counts'],
      f: ['the same without a browser', '400'],
    },
  },
  {
    number: 61,
    attack: 'Beyond the limits inside the consent',
    ...READ,
    cases: {
      a: ['one read more than a day has, also at once', '429 `read_limit`'],
      b: ['items older than the lookback', 'they are not there'],
      c: ['a filter that widens', 'nothing more'],
      d: [
        'a cursor of another vendor, consent, version or query, or altered',
        '400 `invalid_cursor`, the same for all',
      ],
    },
  },
  {
    number: 62,
    attack: 'The conversation about an issue',
    place: 'read API',
    enforcedBy: ['own code', 'pod server'],
    cases: {
      a: ['a message without the action', '403 `insufficient_authorization`'],
      b: ['a message to another vendor’s issue', '404 `not_found`'],
      c: ['a message after the end', '401 `invalid_token`'],
      d: ['the vendor closes or changes an issue', '405 `method_not_allowed`, the pod unchanged'],
      e: [
        'markup, too much, too many',
        'kept as text; 400 `invalid_request`, 413 `payload_too_large`, 429 `too_many_requests`',
      ],
      f: [
        'a thread begun where it is not wanted, or too many',
        '403 `openings_not_wanted`, 429 `too_many_requests`, the pod unchanged',
      ],
      g: ['a thread that another vendor has begun', '404 `not_found`, in no list'],
    },
  },
  {
    number: 63,
    attack: 'JSON that says two things, or none',
    place: 'owner API',
    enforcedBy: ['own code'],
    cases: {
      a: ['members that name a prototype', '400 `invalid_request`'],
      b: ['one name twice', '400 `invalid_request`'],
      c: ['very deep, very long', '400 `invalid_request`, 413'],
      d: ['numbers beyond 2^53', '400 `invalid_request`'],
      e: ['bytes that are not UTF-8', '400 `invalid_request`'],
      f: ['members that nobody knows', '400 `invalid_request`'],
    },
  },
  ...attacks64To69,
];
