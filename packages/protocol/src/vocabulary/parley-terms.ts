import type { Categories, DataCategory } from '../category/data-category.ts';
import { PARLEY, PARLEY_NAMESPACE } from './parley.ts';
import { RDF_TYPE } from './solid.ts';

/** What a term of our own means, for whoever meets it in a pod or an answer. */
export interface DescribedTerm {
  readonly iri: string;
  readonly is: 'class' | 'property' | 'individual';
  /** A few plain words. */
  readonly label: string;
  /** One or two sentences. */
  readonly comment: string;
}

type Words = Omit<DescribedTerm, 'iri'>;
const aClass = (label: string, comment: string): Words => ({ is: 'class', label, comment });
const aProperty = (label: string, comment: string): Words => ({ is: 'property', label, comment });
const anIndividual = (label: string, comment: string): Words => ({ is: 'individual', label, comment });

/** Each term of `PARLEY`: without its words it does not compile. */
const WORDS: Readonly<Record<keyof typeof PARLEY, Words>> = {
  Connection: aClass(
    'connection',
    'That the container it lies in belongs to an owner and is open to a consent gateway.',
  ),
  owner: aProperty('owner', 'The WebID of the person whose pod it is.'),
  gateway: aProperty('gateway', 'The WebID of the consent gateway.'),
  nonce: aProperty('nonce', 'A text from the gateway that only the pod owner can have written here.'),
  askAt: aProperty('ask at', 'The address of the consent gateway at which companies may ask this person.'),
  allowedApp: aProperty(
    'allowed app',
    'The client id of an app that may give, extend and resume consents for the owner.',
  ),
  requestNotices: aProperty(
    'request notices',
    'Whether the owner wants to find in the inbox that somebody asks: yes, where nothing is said.',
  ),
  pushFor: aProperty('push for', 'Of what kind of notices the browsers of the owner are told.'),
  mailFor: aProperty('mail for', 'Of what kind of notices the owner is told by mail.'),
  noticeRequest: anIndividual('request', 'A company asks, without a browser.'),
  noticeFirstRead: anIndividual('first read', 'A company has read for the first time.'),
  noticeUnusualRead: anIndividual(
    'unusual read',
    'A company reads far more than before, or what it has never read.',
  ),
  noticeEnding: anIndividual('ending', 'A consent ends soon.'),
  noticeReview: anIndividual('review', 'A consent has run for a while and may be looked at again.'),
  noticeVendorHeld: anIndividual('vendor held', 'A company is on hold.'),
  noticeRecordsHeld: anIndividual(
    'records held',
    'Records wait for the pod, or reads are held because it does not confirm a consent.',
  ),
  noticeMessage: anIndividual('message', 'A company has written in an issue.'),
  noticeOpened: anIndividual('opened', 'A company has begun a thread of its own.'),
  quietHours: aProperty(
    'quiet hours',
    'From and until when nothing is sent to the owner, and in which time zone: 22:00-07:00 Europe/Berlin.',
  ),
  Preference: aClass('preference', 'Something that a person wants of the companies it is meant for.'),
  strength: aProperty('strength', 'How much a preference matters.'),
  appliesTo: aProperty(
    'applies to',
    'Whom an item is meant for: everyone, a vendor, or a circle of vendors. Nobody else sees it.',
  ),
  Everyone: anIndividual('everyone', 'Every vendor, known to the owner or not.'),
  Vendor: aClass('vendor', 'A company that the owner deals with, as the owner has noted it.'),
  Circle: aClass('circle', 'A group of vendors that the owner has made.'),
  clientId: aProperty('client id', 'The OAuth client id of a vendor.'),
  inCircle: aProperty('in circle', 'A circle that a vendor is in.'),
  vendor: aProperty('vendor', 'The vendor that an issue is addressed to.'),
  kind: aProperty('kind', 'Of what kind an item is, out of the closed list of its category.'),
  severity: aProperty('severity', 'How bad an issue is for the owner.'),
  desiredOutcome: aProperty('desired outcome', 'What the owner would like to happen.'),
  reach: aProperty('reach', 'Whether to try a contact point first, as well or last.'),
  from: aProperty('from', 'The side that wrote a message of a thread.'),
  fromOwner: anIndividual('the owner', 'The person whose issue it is wrote the message.'),
  fromVendor: anIndividual('the vendor', 'A company wrote the message.'),
  proposes: aProperty(
    'proposes',
    'What state a company proposes with its message. Only the owner changes the state of an issue.',
  ),
  proposalAcknowledged: anIndividual('acknowledged', 'The company has seen the issue.'),
  proposalInProgress: anIndividual('in progress', 'The company works on it.'),
  proposalAnswered: anIndividual('answered', 'The company has answered and waits for the owner.'),
  proposalFixed: anIndividual(
    'fixed',
    'The company holds the issue for solved and asks the owner to close it.',
  ),
  writtenBy: aProperty('written by', 'Whether somebody or a program wrote a message, as the company says.'),
  byPerson: anIndividual('a person', 'Somebody at the company wrote the message.'),
  byProgram: anIndividual('a program', 'A program of the company wrote the message.'),
  signedMessage: aProperty('signed message', 'A message as the company has signed it: a compact JWS.'),
  OpenedIssues: aClass(
    'opened issues',
    'Where companies that may answer can begin threads, until the owner has them among the issues.',
  ),
  OpenedIssue: aClass('opened issue', 'A thread that a company has begun.'),
  mutedVendor: aProperty(
    'muted vendor',
    'The client id of a company of which the owner wants no threads of its own.',
  ),
  mutedIssue: aProperty('muted issue', 'An issue of which the owner wants no notices.'),
  HonourStatement: aClass(
    'honour statement',
    'What a company says, signed by itself, that it did with a preference or another item as it had read it.',
  ),
  honourAction: aProperty('what was done', 'Whether the company did what the item asks for.'),
  honoured: anIndividual('honoured', 'The company did what the item asks for.'),
  couldNotHonour: anIndividual('could not', 'The company did not do it, although the item applied.'),
  notApplicable: anIndividual('not applicable', 'The item did not apply to what the company did.'),
  honourReason: aProperty('why not', 'Why the company did not do it, as a word out of a closed list.'),
  Consent: aClass('consent', 'A consent of the owner, with every version and event of it.'),
  ConsentPaused: anIndividual(
    'consent paused',
    'A consent status: given, and for now not valid for processing.',
  ),
  RecordKey: aClass(
    'record key',
    'The public half of a key with which a gateway signs consents and ledger blocks, introduced by the key before it.',
  ),
  DeletionReport: aClass(
    'deletion report',
    'What a vendor says, signed by itself, that it has deleted or kept after a consent ended or became less.',
  ),
  jws: aProperty(
    'signed text',
    'A signed statement as a compact JWS. It is what counts; what stands beside it in RDF is a projection.',
  ),
  sequence: aProperty('sequence', 'The place of a signed statement in its document, from 1.'),
  ConsentEvent: aClass('consent event', 'A change of a consent that is not a new version, such as its end.'),
  evidence: aProperty('evidence', 'What the owner’s app presented when the owner decided.'),
  version: aProperty('version', 'The version of a consent, from 1.'),
  consentId: aProperty('consent id', 'The id of a consent, the same in every version of it.'),
  previousHash: aProperty('previous hash', 'The sha-256 of the signed text before this one, in base64url.'),
  textHash: aProperty('text hash', 'The sha-256 of the text that the owner saw when deciding, in base64url.'),
  filter: aProperty('filter', 'Which items of a category may be read, by the filters of its declaration.'),
  lookback: aProperty('lookback', 'How old an item may have been at the time of asking.'),
  maxReadsPerDay: aProperty('most reads a day', 'How often the data may be read on one day in UTC.'),
  onEnd: aProperty(
    'on end',
    'What the vendor does after the end with what it has read: delete, deidentify or retain.',
  ),
  benefit: aProperty('benefit', 'What the vendor says that the owner gains.'),
  terms: aProperty('terms', 'The standard terms that the vendor named, by their id on the MyTerms roster.'),
  termsBreaches: aProperty(
    'breaches of terms',
    'Where the request goes beyond the standard terms that it names.',
  ),
  Block: aClass('block', 'Consecutive entries of the ledger under one signature.'),
  Disclosure: aClass('disclosure', 'That something was read. It names fields, never a value.'),
  category: aProperty('category', 'The data category that was read.'),
  field: aProperty('field', 'The name of a field that was read.'),
  StandingTerms: aClass('standing terms', 'What the owner lays down once for every request.'),
  longestAccess: aProperty('longest access', 'The longest time that the owner gives access for.'),
  longestRetention: aProperty(
    'longest retention',
    'The longest time that a vendor may keep what it has read.',
  ),
  purposeNever: aProperty('purpose never', 'A purpose that the owner does not give data for.'),
  recipients: aProperty('recipients', 'Whether a vendor may pass on what it has read.'),
  recipientsAllowed: anIndividual('recipients allowed', 'A vendor may name others that get the data.'),
  recipientsNone: anIndividual('no recipients', 'Nobody but the vendor itself gets the data.'),
  agreement: aProperty('agreement', 'The agreement that the owner offers, by its id on the MyTerms roster.'),
};

/** Every term of our own: the fixed ones, and the words of the categories' closed lists, in the words of their declarations. */
export function describedTerms(categories: Categories): readonly DescribedTerm[] {
  const fixed = Object.entries(WORDS).map(([name, words]) => ({
    iri: PARLEY[name as keyof typeof PARLEY],
    ...words,
  }));
  return [...fixed, ...[...categories.values()].flatMap(wordsOf)];
}

function wordsOf({ label, fields }: DataCategory): DescribedTerm[] {
  return Object.values(fields).flatMap((field) =>
    Object.entries(field.values ?? {})
      .filter(([, iri]) => iri.startsWith(PARLEY_NAMESPACE))
      .map(([word, iri]) => ({
        iri,
        is: field.predicate === RDF_TYPE ? 'class' : 'individual',
        label: word,
        comment: `${label}, ${field.label}: ${word}.`,
      })),
  );
}
