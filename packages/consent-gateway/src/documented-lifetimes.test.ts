import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BACKCHANNEL_SECONDS, POLL_PACE } from './access-request/backchannel-request.ts';
import { LONGEST_INVITATION } from './access-request/invite-vendor.ts';
import { REQUEST_SECONDS } from './access-request/receive-access-request.ts';
import { DEFERRED_DAYS } from './adapters/postgres/access-request-decisions.ts';
import { CHALLENGE_SECONDS } from './adapters/postgres/owner-store.ts';
import { SIGN_IN_SECONDS } from './adapters/postgres/sign-in-store.ts';
import { REQUEST_KEPT } from './adapters/postgres/sweep.ts';
import { KNOWN_AFTER_END } from './adapters/postgres/vendor-consents.ts';
import { LONGEST_CONSENT } from './consent/extend-consent.ts';
import { PICK_UP_BY_POLL_SECONDS, PICK_UP_SECONDS } from './consent/pick-up.ts';
import { OWNER_PROOF_SECONDS } from './owner-api/verify-owner-token.ts';
import { OLDEST_PROOF_SECONDS, PROOF_AHEAD_SECONDS } from './token/checks/proof-time.ts';
import { LONGEST_LIFE_SECONDS } from './token/checks/token-lifetime.ts';
import { ASSERTION_SECONDS } from './token/client-assertion-rules.ts';
import { lifetimes } from './token/provider/lifetimes.ts';
import { REQUEST_LIFETIME_SECONDS } from './token/provider/signed-requests.ts';
import { DOCUMENT_FRESH_MS } from './vendor/find-vendor.ts';

const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');
const [, section = ''] = /\n## Lifetimes\n(.*?)\n## /s.exec(page) ?? [];
const rows = new Map(
  [...section.matchAll(/^\| ([^|]+?) \| ([^|]+?) \|/gm)].map(([, what = '', howLong = '']) => [
    what,
    howLong,
  ]),
);

const seconds = (count: number) => [`${count} s`];
const minutes = (count: number) => [`${count / 60} min`];
const days = (count: number) => [`${count / 86_400} ${count === 86_400 ? 'day' : 'days'}`];

it.each<[what: string, values: readonly string[]]>([
  ['client assertion', seconds(ASSERTION_SECONDS)],
  ['signed request', seconds(REQUEST_LIFETIME_SECONDS)],
  ["vendor's proof at `/v1`", [...seconds(OLDEST_PROOF_SECONDS), ...seconds(PROOF_AHEAD_SECONDS)]],
  ["owner's proof", seconds(OWNER_PROOF_SECONDS)],
  ["the owner's decision", minutes(REQUEST_SECONDS)],
  ["the browser's session and interaction", minutes(lifetimes.Interaction)],
  ['a deferred request', [`${DEFERRED_DAYS} days`]],
  ['a request by CIBA', days(BACKCHANNEL_SECONDS)],
  ['polling', [...seconds(POLL_PACE.interval), ...seconds(POLL_PACE.step), ...seconds(POLL_PACE.longest)]],
  ['an invitation', [LONGEST_INVITATION.replace(/^P(\d+)D$/, '$1 days')]],
  ['a request in the list', [REQUEST_KEPT]],
  ['authorization code', seconds(lifetimes.AuthorizationCode)],
  ['pick-up of a code', minutes(PICK_UP_SECONDS)],
  ['pick-up by poll', days(PICK_UP_BY_POLL_SECONDS)],
  ['access token', seconds(LONGEST_LIFE_SECONDS)],
  ['a consent', [LONGEST_CONSENT.replace(/^P(\d+)M$/, '$1 months')]],
  ['where an ended consent stands', [KNOWN_AFTER_END.replace(/^interval '(.*)'$/, '$1')]],
  ['client document', minutes(DOCUMENT_FRESH_MS / 1000)],
  ['connecting a pod', minutes(CHALLENGE_SECONDS)],
  ['sign-in at the plain page', minutes(SIGN_IN_SECONDS)],
])('docs/protocol.md says how long it lasts: %s', (what, values) => {
  const said = rows.get(what) ?? '';
  for (const value of values) expect(said).toMatch(new RegExp(`(^|[ (])${value}($|[ ,;)])`));
});
