// The consent table: who, in what state, for what, with which fields, filter and time → what comes out. Items are named as on the
// stage (test/support/consent-stage.ts). An outcome is a status with the items and the fields that they have, or a status with its code.
import { DIRECT_MARKETING } from '../support/requests.ts';

type Terms = Readonly<Record<string, unknown>>;
const issues = (...required: string[]) => ({ datatypes: ['issues'], fields: { issues: { required } } });
const until = new Date(Date.now() + 90 * 86_400_000).toISOString();

/** What a consent says, where it is not what a support desk asks for (test/support/requests.ts). */
export const TERMS: Readonly<Record<string, readonly Terms[]>> = {
  all: [
    {
      datatypes: ['issues', 'preferences', 'contact'],
      fields: {
        issues: { required: ['title', 'state', 'kind', 'severity', 'description', 'about'] },
        preferences: { required: ['topic', 'statement', 'strength', 'value'] },
        contact: { required: ['kind', 'email', 'phone', 'name'] },
      },
    },
  ],
  titles: [issues('title')],
  words: [issues('title', 'description')],
  details: [issues('description', 'about')],
  anyones: [{ ...issues('title'), filter: { issues: { addressee: 'anyone' } } }],
  open: [{ ...issues('title', 'state'), filter: { issues: { states: ['open'] } } }],
  faults: [{ ...issues('title'), filter: { issues: { kinds: ['fault'] } } }],
  recent: [
    {
      datatypes: ['issues', 'preferences'],
      fields: { issues: { required: ['title'] }, preferences: { required: ['topic'] } },
      access: { until, lookback: 'P90D' },
    },
  ],
  delivery: [
    {
      datatypes: ['preferences'],
      fields: { preferences: { required: ['topic', 'statement'] } },
      filter: { preferences: { topics: ['delivery'] } },
    },
  ],
  mails: [
    {
      datatypes: ['contact'],
      fields: { contact: { required: ['email', 'phone'] } },
      filter: { contact: { kinds: ['email'] } },
    },
  ],
  two: [
    issues('title'),
    {
      datatypes: ['preferences'],
      fields: { preferences: { required: ['topic'] } },
      purpose: DIRECT_MARKETING,
    },
  ],
  talk: [{ ...issues('title'), actions: ['converse'] }],
  one: [{ ...issues('title'), access: { until, maxReadsPerDay: 1 } }],
};

/** status | terms | vendor | purpose | read → what comes out */
const ROWS = `
given | all | acme | care | issues → 200 drops invoice old trade: title state kind severity
given | all | acme | care | issues/drops → 200 drops: title state kind severity description
given | all | acme | care | issues/invoice → 200 invoice: title state kind about
given | all | acme | care | issues/trade → 200 trade: title state kind
given | all | acme | care | issues/fridge → 404 not_found
given | all | acme | care | issues/noted → 404 not_found
given | all | acme | care | issues/nothing → 404 not_found
given | all | acme | care | issues?fields=title → 200 drops invoice old trade: title
given | all | acme | care | issues?fields=severity → 200 drops invoice old trade: severity
given | all | acme | care | issues?fields=description → 200 drops invoice old trade:
given | all | acme | care | issues?fields=nonsense → 200 drops invoice old trade:
given | all | acme | care | issues/drops?fields=description → 200 drops: description
given | all | acme | care | issues/drops?fields=about → 200 drops:
given | all | acme | care | issues?states=open → 200 drops old: title state kind severity
given | all | acme | care | issues?states=open,closed → 200 drops old trade: title state kind severity
given | all | acme | care | issues?states=nonsense → 200
given | all | acme | care | issues?kinds=fault → 200 drops: title state kind severity
given | all | acme | care | issues?kinds=fault&states=answered → 200
given | all | acme | care | issues?kinds=complaint&states=answered → 200 invoice: title state kind
given | all | acme | care | issues?addressee=requester → 200 drops invoice old trade: title state kind severity
given | all | acme | care | issues?addressee=anyone → 200 drops invoice old trade: title state kind severity
given | all | acme | care | issues?addressee=globex → 400 invalid_request
given | all | acme | care | issues?topics=delivery → 200 drops invoice old trade: title state kind severity
given | all | acme | care | issues?limit=0 → 400 invalid_request
given | all | acme | care | issues?limit=201 → 400 invalid_request
given | all | acme | care | issues?cursor=nonsense → 400 invalid_cursor
given | all | acme | care | preferences → 200 write neighbour once: topic statement strength value
given | all | acme | care | preferences?topics=delivery → 200 neighbour: topic statement strength
given | all | acme | care | preferences?topics=holiday → 200
given | all | acme | care | preferences?fields=topic → 200 write neighbour once: topic
given | all | acme | care | preferences?fields=validFrom → 200 write neighbour once:
given | all | acme | care | preferences?addressee=anyone → 200 write neighbour once: topic statement strength value
given | all | acme | care | preferences/write → 403 insufficient_authorization
given | all | acme | care | contact → 200 mail phone: kind email phone
given | all | acme | care | contact?kinds=email → 200 mail: kind email
given | all | acme | care | contact?kinds=card → 200
given | all | acme | care | contact/mail → 403 insufficient_authorization
given | all | acme | care | payments → 403 insufficient_authorization
given | all | acme | care | consents → 403 insufficient_authorization
given | all | acme | market | issues → 403 insufficient_authorization
given | all | acme | broader | issues → 403 insufficient_authorization
given | all | acme | none | issues → 403 insufficient_authorization
given | all | acme | twice | issues → 403 insufficient_authorization
given | all | acme | short | issues → 403 insufficient_authorization
given | all | acme | market | issues/drops → 403 insufficient_authorization
given | all | acme | market | preferences → 403 insufficient_authorization
given | all | acme | market | contact → 403 insufficient_authorization
given | all | globex | care | issues → 200 fridge: title state kind severity
given | all | globex | care | issues/fridge → 200 fridge: title state kind severity description
given | all | globex | care | issues/drops → 404 not_found
given | all | globex | care | issues/trade → 404 not_found
given | all | globex | care | preferences → 200 write office once: topic statement strength value
given | all | globex | care | preferences?topics=delivery → 200 office: topic statement strength
given | all | globex | care | contact → 200 card: kind email name
given | all | thief | care | issues → 401 invalid_dpop_proof
given | all | thief | care | issues/drops → 401 invalid_dpop_proof
given | all | thief | care | issues/fridge → 401 invalid_dpop_proof
given | all | thief | market | issues → 401 invalid_dpop_proof
given | all | thief | care | payments → 401 invalid_dpop_proof
given | titles | acme | care | issues → 200 drops invoice old trade: title
given | titles | acme | care | issues/drops → 200 drops: title
given | titles | acme | care | issues/drops?fields=description → 200 drops:
given | titles | acme | care | issues?fields=state → 200 drops invoice old trade:
given | titles | acme | care | issues?fields=title,severity → 200 drops invoice old trade: title
given | titles | acme | care | issues?states=open → 200 drops invoice old trade: title
given | titles | acme | care | issues?states=nonsense → 200 drops invoice old trade: title
given | titles | acme | care | issues?kinds=fault → 200 drops invoice old trade: title
given | titles | acme | care | issues?sort=severity → 200 drops invoice old trade: title
given | titles | acme | care | issues/fridge → 404 not_found
given | titles | acme | care | preferences → 403 insufficient_authorization
given | titles | acme | care | contact → 403 insufficient_authorization
given | titles | globex | care | issues → 200 fridge: title
given | words | acme | care | issues → 200 drops invoice old trade: title
given | words | acme | care | issues/drops → 200 drops: title description
given | words | acme | care | issues/invoice → 200 invoice: title
given | details | acme | care | issues → 200 drops invoice old trade:
given | details | acme | care | issues/drops → 200 drops: description
given | details | acme | care | issues/drops?fields=title → 200 drops:
given | anyones | acme | care | issues → 200 drops invoice old trade fridge noted: title
given | anyones | acme | care | issues?addressee=requester → 200 drops invoice old trade: title
given | anyones | acme | care | issues?addressee=anyone → 200 drops invoice old trade fridge noted: title
given | anyones | acme | care | issues/fridge → 200 fridge: title
given | anyones | acme | care | issues/fridge?fields=severity → 200 fridge:
given | anyones | globex | care | issues?addressee=requester → 200 fridge: title
given | open | acme | care | issues → 200 drops old: title state
given | open | acme | care | issues?states=answered → 200
given | open | acme | care | issues?states=answered,open → 200 drops old: title state
given | open | acme | care | issues?kinds=complaint → 200 drops old: title state
given | open | acme | care | issues/drops → 200 drops: title state
given | open | acme | care | issues/invoice → 404 not_found
given | open | acme | care | issues/trade → 404 not_found
given | open | globex | care | issues → 200 fridge: title state
given | faults | acme | care | issues → 200 drops: title
given | faults | acme | care | issues?kinds=complaint → 200 drops: title
given | faults | acme | care | issues/old → 404 not_found
given | recent | acme | care | issues → 200 drops invoice trade: title
given | recent | acme | care | issues/old → 404 not_found
given | recent | acme | care | issues?lookback=P2Y → 200 drops invoice trade: title
given | recent | acme | care | preferences → 200 write neighbour: topic
given | recent | globex | care | preferences → 200 write office: topic
given | delivery | acme | care | preferences → 200 neighbour: topic statement
given | delivery | acme | care | preferences?topics=contact → 200
given | delivery | acme | care | preferences?topics=contact,delivery → 200 neighbour: topic statement
given | delivery | acme | care | issues → 403 insufficient_authorization
given | delivery | globex | care | preferences → 200 office: topic statement
given | mails | acme | care | contact → 200 mail: email
given | mails | acme | care | contact?kinds=phone → 200 mail: email
given | mails | acme | care | contact?fields=phone → 200 mail:
given | mails | globex | care | contact → 200
given | two | acme | care | issues → 200 drops invoice old trade: title
given | two | acme | care | preferences → 403 insufficient_authorization
given | two | acme | market | preferences → 200 write neighbour once: topic
given | two | acme | market | issues → 403 insufficient_authorization
given | two | acme | market | issues/drops → 403 insufficient_authorization
given | talk | acme | care | issues → 403 insufficient_authorization
given | talk | acme | care | issues/drops → 403 insufficient_authorization
spent | one | acme | care | issues → 429 read_limit
spent | one | acme | care | issues?fields=nonsense → 429 read_limit
spent | one | acme | care | issues/drops → 429 read_limit
spent | one | acme | care | issues/fridge → 404 not_found
spent | one | acme | market | issues → 403 insufficient_authorization
spent | one | acme | care | issues?limit=0 → 400 invalid_request
one purpose over | two | acme | care | issues → 200 drops invoice old trade: title
one purpose over | two | acme | market | preferences → 403 insufficient_authorization given
narrowed | all | acme | care | issues → 200 drops invoice old trade: title
narrowed | all | acme | care | issues/drops → 200 drops: title
narrowed | all | acme | care | preferences → 403 insufficient_authorization
narrowed | all | acme | care | contact → 403 insufficient_authorization
narrowed, by the old token | all | acme | care | issues → 401 invalid_token given
narrowed, by the old token | all | acme | care | preferences → 401 invalid_token given
narrowed, by the old token | all | acme | care | issues/drops → 401 invalid_token given
extended | all | acme | care | issues → 200 drops invoice old trade: title state kind severity
extended | titles | acme | care | preferences → 403 insufficient_authorization
paused | all | acme | care | issues → 403 consent_paused paused
paused | all | acme | care | issues/drops → 403 consent_paused paused
paused | all | acme | care | issues/fridge → 403 consent_paused paused
paused | all | acme | care | preferences → 403 consent_paused paused
paused | all | acme | care | contact?kinds=email → 403 consent_paused paused
paused | all | acme | care | issues?cursor=nonsense → 403 consent_paused paused
paused | all | acme | market | issues → 403 insufficient_authorization
paused | all | thief | care | issues → 401 invalid_dpop_proof
paused | two | acme | market | preferences → 403 consent_paused paused
resumed | all | acme | care | issues → 200 drops invoice old trade: title state kind severity
resumed | titles | acme | care | preferences → 403 insufficient_authorization
pause over | titles | acme | care | issues → 200 drops invoice old trade: title
held | all | globex | care | issues → 403 vendor_held given
held | all | globex | care | issues/fridge → 403 vendor_held given
held | all | globex | care | preferences → 403 vendor_held given
held | all | acme | care | issues → 200 drops invoice old trade: title state kind severity
withdrawn | all | acme | care | issues → 401 invalid_token withdrawn
withdrawn | all | acme | care | issues/drops → 401 invalid_token withdrawn
withdrawn | all | acme | care | issues/fridge → 401 invalid_token withdrawn
withdrawn | all | acme | care | preferences → 401 invalid_token withdrawn
withdrawn | all | acme | care | issues?cursor=nonsense → 401 invalid_token withdrawn
withdrawn | all | thief | care | issues → 401 invalid_dpop_proof
relinquished | all | acme | care | issues → 401 invalid_token relinquished
relinquished | all | acme | care | contact → 401 invalid_token relinquished
revoked | all | acme | care | issues → 401 invalid_token revoked
revoked | all | acme | care | preferences → 401 invalid_token revoked
expired | all | acme | care | issues → 401 invalid_token expired
expired | all | acme | care | issues/drops → 401 invalid_token expired
expired | all | acme | care | preferences → 401 invalid_token expired
expired | all | thief | care | issues → 401 invalid_dpop_proof
deleted in the pod | titles | acme | care | issues → 401 invalid_token withdrawn
`;

export interface Row {
  readonly status: string;
  readonly terms: string;
  readonly vendor: string;
  readonly purpose: string;
  readonly read: string;
  readonly outcome: string;
}

export const CONSENT_ROWS: readonly Row[] = ROWS.trim()
  .split('\n')
  .map((line) => {
    const [left = '', outcome = ''] = line.split(' → ');
    const [status = '', terms = '', vendor = '', purpose = '', read = ''] = left.split(' | ');
    return { status, terms, vendor, purpose, read, outcome };
  });
