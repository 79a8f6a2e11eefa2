// Steps 1 and 2: the vendor asks, the owner gives less.

import { type AuthorizationDetails, categories, type DataAccess, PURPOSES } from '@parley/protocol';
import type { ClaimedRequest } from '../../support/owner-app.ts';
import { assertSeen, type Story } from './story.ts';

/** What Alice keeps to herself, of what may be left out and of what was called necessary alike. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  issues: ['severity', 'about', 'desiredOutcome', 'messages'],
  preferences: ['value', 'validUntil'],
};
const DAYS = 30;
const DAY_MS = 86_400_000;

/** The owner's browser presses the button on the vendor's page, and stands before the gateway's question. */
export async function vendorAsks({ screen, servers, browser, app, owner }: Story): Promise<ClaimedRequest> {
  screen.heading('1  Acme Broadband asks', `what ${owner.name} reads at her gateway`);
  const page = await browser.submit(`${servers.acme.url}connect`, {});
  assertSeen(
    page.url.startsWith(`${servers.dashboard}/requests/arriving?`),
    'the button leads by the gateway to the dashboard',
  );
  const request = await app.claim(page.url, browser);
  const [entry] = request.details;
  assertSeen(entry !== undefined, 'the request has an entry');
  screen.rows([
    [
      'who',
      `${request.vendor.name}, known by its own page at ${new URL(request.vendor.vendorId).host}; the request is signed`,
    ],
    ['what for', `${PURPOSES[entry.purpose] ?? entry.purpose}: "${entry.benefit ?? ''}"`],
    ...entry.datatypes.map((name) => [name, fieldsOf(entry, name).join(', ')]),
    [
      'enforced',
      `only issues addressed to it, until ${day(entry.access.until)}, at most ${entry.access.maxReadsPerDay} reads a day`,
    ],
    ['promised', promises(entry)],
  ]);
  return request;
}

/** @returns the consent's id */
export async function ownerGivesLess(
  { screen, browser, owner, pod, servers }: Story,
  request: ClaimedRequest,
): Promise<string> {
  screen.heading(`2  ${owner.name} gives less`, 'each tick is hers; so is the end');
  const approved = lessOf(request.details);
  const decision = await request.give(approved);
  assertSeen(decision.consentId !== undefined, 'the gateway made a consent');
  const [asked, given] = [request.details[0], approved[0]];
  assertSeen(asked !== undefined && given !== undefined, 'the consent has an entry');
  screen.rows([
    ...asked.datatypes.map((name) => [name, ticks(asked, given, name)]),
    ['until', `${day(given.access.until)}, earlier than asked`],
    ['record', `${pod.container}consents/${decision.consentId}.ttl`],
  ]);
  screen.note('Signed by the gateway, with her own proof beside it. Acme has the same as its receipt.');
  const desk = await browser.open(decision.continueUrl);
  assertSeen(
    desk.url === `${servers.acme.url}desk` && desk.status === 200,
    "the browser ends on Acme's desk",
  );
  return decision.consentId;
}

function lessOf(details: AuthorizationDetails): AuthorizationDetails {
  const until = `${new Date(Date.now() + DAYS * DAY_MS).toISOString().slice(0, 10)}T00:00:00Z`;
  return details.map((entry) => ({
    ...entry,
    fields: Object.fromEntries(
      Object.entries(entry.fields).map(([name, { required, optional }]) => {
        const isGiven = (field: string): boolean => KEPT[name]?.includes(field) !== true;
        return [name, { required: required.filter(isGiven), optional: optional.filter(isGiven) }];
      }),
    ),
    access: { ...entry.access, until },
  }));
}

function fieldsOf(entry: DataAccess, name: string): string[] {
  const { required = [], optional = [] } = entry.fields[name] ?? {};
  return [...required, ...optional];
}

function ticks(asked: DataAccess, given: DataAccess, name: string): string {
  const kept = new Set(fieldsOf(given, name));
  assertSeen(categories.has(name), 'a category that there is');
  return fieldsOf(asked, name)
    .map((field) => `[${kept.has(field) ? 'x' : ' '}]\u00a0${field}`)
    .join('  ');
}

function promises({ retention, recipients }: DataAccess): string {
  const days = retention.duration.replace(/^P(\d+)D$/, '$1 days');
  const passedTo = recipients.length === 0 ? 'nobody' : recipients.join(', ');
  return `kept for ${days} in ${retention.location}, at the end: ${retention.onEnd}; passed on to ${passedTo}`;
}

const day = (instant: string): string => instant.slice(0, 10);
