// Every word that the shop says. Goods and their notes stand in shop/catalogue.ts.

import type { VendorSdkErrorCode } from '@parley/vendor-sdk';
import type { Trait } from '../shape/traits.ts';
import type { Strength } from '../shape/understand-preference.ts';
import type { Section } from '../shop/catalogue.ts';

export const SHOP = 'Green Grocer';

export const sectionNames: Readonly<Record<Section, string>> = {
  vegetables: 'Vegetables',
  fruit: 'Fruit',
  bread: 'Bread',
  dairy: 'Dairy and the like',
};

/** As they stand after "because you avoid". */
export const traitNames: Readonly<Record<Trait, string>> = {
  nuts: 'nuts',
  gluten: 'gluten',
  milk: 'milk',
  organic: 'organic food',
  nearby: 'food from nearby',
  flown: 'food that was flown in',
  plastic: 'plastic packaging',
  paper: 'paper packaging',
  glass: 'glass to return',
  loose: 'loose goods',
  crate: 'crates to return',
  thursday: 'Thursdays',
  friday: 'Fridays',
  saturday: 'Saturdays',
  morning: 'mornings',
  evening: 'evenings',
};

/** On a card, as a word of its own. */
export const traitTags: Partial<Readonly<Record<Trait, string>>> = {
  organic: 'Organic',
  nearby: 'Nearby',
  loose: 'Loose',
  glass: 'Deposit',
  plastic: 'Plastic',
  flown: 'Flown in',
};

export const strengthNames: Readonly<Record<Strength, string>> = {
  require: 'Always',
  prefer: 'Gladly',
  avoid: 'Rather not',
  refuse: 'Never',
};

const verbs: Readonly<Record<Strength, string>> = {
  require: 'require',
  prefer: 'prefer',
  avoid: 'avoid',
  refuse: 'refuse',
};

/** "because you avoid plastic packaging and prefer food from nearby" */
export function because(reasons: readonly { strength: Strength; trait: Trait }[]): string {
  const parts = reasons.map(({ strength, trait }) => `${verbs[strength]} ${traitNames[trait]}`);
  return `because you ${inARow([...new Set(parts)])}`;
}

/** "a, b and c" */
export function inARow(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export const fieldNames: Readonly<Record<string, string>> = {
  topic: 'what it is about',
  strength: 'how much it matters',
  value: 'the exact value',
  statement: 'your own words',
  validFrom: 'from when',
  validUntil: 'until when',
};

const TROUBLES: Partial<Readonly<Record<VendorSdkErrorCode, string>>> = {
  aborted: 'You went on before your gateway had answered.',
  timeout: 'Your gateway took too long to answer, so we see none of your preferences just now.',
  network: 'Your gateway cannot be reached, so we see none of your preferences just now.',
  temporarily_unavailable:
    'Your gateway or your pod cannot answer just now, so we see none of your preferences.',
  too_many_requests: 'Your gateway asks us to wait a little before we look again.',
  read_limit: 'You allowed us so many looks a day, and today’s are used up: tomorrow we can look again.',
  gateway_error: 'Your gateway had a fault of its own, so we see none of your preferences just now.',
  invalid_options: 'We put our question wrongly; nothing was shared.',
  invalid_gateway: 'This is not the address of a gateway that we can use.',
  gateway_not_found: 'This WebID does not say where its gateway is.',
  invalid_request: 'Your gateway does not take our question as we put it; nothing was shared.',
  invalid_cursor: 'Your preferences changed while we read them: please load the page again.',
  invalid_response: 'What answered is not a gateway that we understand, so we read nothing.',
  issuer_mismatch: 'The answer came from somewhere else than your gateway, so we did not take it.',
  state_mismatch: 'This answer belongs to another visit: please begin again.',
  receipt_mismatch: 'The receipt does not prove what it came with, so we did not use it.',
  access_denied: 'You said no, or not yet: nothing has reached us, and the shop is open to you all the same.',
  client_refused: 'Your gateway does not know our shop, or not its key.',
  grant_refused: 'The answer was too old, or used before: please begin again.',
  invalid_token: 'Your gateway did not take the key that it had just given us: please try again.',
  invalid_dpop_proof: 'Your gateway did not take our proof of who we are: please try again.',
  insufficient_authorization: 'You no longer share your preferences with us.',
  not_found: 'Your gateway knows nothing of this any more.',
  pod_content_rejected: 'The document with your preferences cannot be read, so we see none of them.',
  consent_paused: 'You have paused sharing: until you go on, you see our shop in its usual order.',
  consent_withdrawn: 'You have stopped sharing: from that moment on we see none of your preferences.',
  consent_expired: 'The time for which you shared is over: we see none of your preferences any more.',
  consent_revoked: 'Your gateway has ended what you shared: we see none of your preferences any more.',
  consent_relinquished: 'We have given back what you shared: we see none of your preferences any more.',
  consent_not_picked_up: 'Your answer came to us too late: please begin again.',
  vendor_held:
    'Your gateway has put us on hold until its operator has looked at us: we see nothing meanwhile.',
  request_ended: 'You have decided already: what you gave ends at your gateway.',
  idempotency_key_reused: 'We sent the same twice; nothing was changed.',
  conflict: 'It changed at this moment: please look again.',
  deletion_not_due: 'Nothing has to be deleted.',
  store_failed: 'We could not keep the receipt, so we did not use what you gave.',
};

/** What we may tell a customer when it does not go on: one sentence for each error that the shop can meet. */
export const trouble = (code: VendorSdkErrorCode): string =>
  TROUBLES[code] ?? 'Something is wrong on our side, so we see none of your preferences just now.';

export const said = {
  neutralTitle: 'Good food, this week',
  neutralLead:
    'Sixteen things from farms, bakers and dairies. You see them in the order in which we put them.',
  shapedTitle: 'Your shop, this week',
  shapedBy: (count: number) =>
    `In your order: ${count === 1 ? 'one of your preferences' : `${count} of your preferences`} put it so, and each thing says why.`,
  here: (score: number) => (score < 0 ? 'Further down,' : 'Further up,'),
  sharedTitle: 'You share your preferences with us',
  shared:
    'We read them anew for each page, and keep none. See each of them, what it does here, and how to stop it.',
  footer:
    'Green Grocer is an example company of the Parley project. It reads what you approved when it is needed, and keeps none of it.',
  cannotGoOnTitle: 'It does not go on here',
  fits: 'It would do',
  offerTitle: 'Put it in your own order',
  offer:
    'What you like, and what you must not eat, stays in your own pod. Let us read what fits a shop, and we put it in order for you. You decide at your own gateway, and stop it whenever you like.',
  ask: 'Shop with your own preferences',
  elsewhere: 'Your gateway is another one?',
  address: 'Address of your gateway, an invitation, or your WebID',
  askThere: 'Ask there',
  openTitle: 'Your answer is open',
  open: 'We have asked, and wait for what you decide at your gateway.',
  askAgain: 'Ask me again',
  cancel: 'Take the question back',
  waitingTitle: 'We have asked you by your invitation',
  waiting: 'It waits for you at your gateway. When you have decided, this page changes with the next look.',
  lookAgain: 'Look again',
  why: 'What we may see, and why',
  toShop: 'Shop',
  lessTitle: 'You share less with us now',
  less: 'You have taken something away. This page goes by what is left.',
  changedTitle: 'You have changed what you share',
  changed: 'This page goes by it already.',
  stoppedTitle: 'We look no more',
  outsideTitle: 'Your preferences are out of our sight',
  noTitle: 'Nothing was shared',
  stopped: 'We have given your consent back. We see none of your preferences any more.',
  keptNothing: 'We keep no copy, and your gateway has our signed word for it.',
  keptNothingUnsaid: 'We keep no copy.',
  takenBackTitle: 'The question is taken back',
  takenBack: 'Nothing was shared.',
  refusedTitle: 'You said no',
  refused: 'Nothing was shared, or your time to answer is over. The shop is open to you all the same.',
  leftOut: (count: number) => (count === 1 ? 'One thing is left out' : `${count} things are left out`),
  add: 'Add',
  boxTitle: 'Your box',
  delivery: 'Delivery',
  packaging: 'Packaging',
  chosenForYou: 'Chosen',
  notForYou: 'Not chosen',
  makeBox: 'See your box',
  boxReady: 'This is your box',
  boxEmpty: 'There is nothing in it yet. Go back and add something.',
  noOrder: 'This is an example shop: nothing is ordered, and nothing of this is kept.',
  total: 'Together',
  back: 'Back to the shop',
  wrongBoxTitle: 'This box cannot be packed',
  wrongBox: 'Something in it is not in our shop. Please choose again.',
  wrongFormTitle: 'That did not fit the form',
  wrongForm: 'What was sent is not what this form sends. Please go back and try again.',
  lostTitle: 'There is no such page',
  lost: 'Perhaps the address has a slip in it.',
  foreignTitle: 'That came from another site',
  foreign: 'Please use the button on our own page.',
  faultTitle: 'Something went wrong on our side',
  fault: 'It is not your doing. Please try again.',
  cannotAskTitle: 'We could not ask',
  addressTooLong: 'This address is too long to be one.',
} as const;

export const seen = {
  title: 'What we may see, and why',
  lead: 'Read a moment ago for this page, and forgotten when it was sent.',
  nothingTitle: 'We see nothing of you',
  nothing: 'You share no preferences with us. You see the shop as everybody does.',
  now: 'What we see now',
  unseen: 'They are out of our sight just now, and the shop goes by its own order.',
  noneNow: 'There is nothing among your preferences that is meant for us.',
  terms: 'What you agreed to',
  purpose: 'What for',
  topics: 'Topics',
  fields: 'Of each',
  until: 'Until',
  retention: 'Kept by us',
  kept: (length: string) => `not at all; ${length} is the most that you allow`,
  passedOn: 'Passed on to',
  nobody: 'nobody',
  looks: 'Looks today',
  looksOf: (count: number, most: number | undefined) =>
    most === undefined ? `${count}` : `${count} of ${most}; ${Math.max(0, most - count)} left`,
  lastLook: 'Last look',
  never: 'not yet',
  version: 'Consent',
  inVersion: (id: string, version: number) => `${id}, version ${version}`,
  does: 'What it does here',
  leftOut: 'Left out',
  movedUp: 'Further up',
  movedDown: 'Further down',
  chosen: 'Chosen',
  spared: 'Not chosen',
  doesNothing: 'We do not know what to do with it, so it changes nothing.',
  matchesNothing: 'Nothing that we have this week fits it.',
  receipt: 'Download the receipt',
  stop: 'Stop sharing',
  dashboard: 'Change it in your dashboard',
  gateway: 'Change it at your gateway',
  steer: 'It is yours to steer',
  steerText:
    'Take away a topic, pause it or end it: the next page that you open here goes by it. The receipt is signed by your gateway and says the same as the record in your pod.',
} as const;
