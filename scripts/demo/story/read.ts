// Steps 3 and 6: the vendor reads what was given, and after the end nothing.

import { listItems } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { type Consent, type Issue, isVendorSdkError, type Preference } from '@parley/vendor-sdk';
import { categoryNamed } from '../category-named.ts';
import { ACME, PROVIDERS } from '../people.ts';
import { assertSeen, type Story } from './story.ts';

/** As its desk does it: from the receipt that Acme has saved. @returns the consent, with the tokens it now has */
export async function vendorReads(story: Story, consentId: string): Promise<Consent> {
  const { screen, servers, owner, signal } = story;
  screen.heading('3  Acme reads exactly that', 'what its support team sees');
  const consent = await servers.acme.client.at(servers.gateway).resumeSaved(consentId, { signal });
  assertSeen(consent !== undefined, 'Acme has saved the receipt');
  const reading = { purpose: purposeOf(consent), signal };
  const issues = await collected(consent.issues.list(reading));
  const preferences = await collected(consent.preferences.list(reading));
  screen.rows([
    ...issues.map((issue, at) => [
      at === 0 ? 'issues' : '',
      issue.state ?? '',
      issue.kind ?? '',
      issue.title ?? '',
    ]),
    ...preferences.map((each, at) => [
      at === 0 ? 'preferences' : '',
      each.strength ?? '',
      each.topic ?? '',
      each.statement ?? '',
    ]),
  ]);
  const [first] = issues;
  assertSeen(first !== undefined, 'Acme sees an issue');
  const whole = await consent.issues.get(first.id, {
    ...reading,
    fields: ['title', 'description', 'severity', 'messages'],
  });
  screen.line();
  screen.rows([
    ['one of them', JSON.stringify(whole)],
    ['its id', "Acme's alone: another company would see another one"],
    ['asked again', `"severity" and "messages", by name: ${absence(whole)}`],
    ...(await notSeen(story, { issues, preferences })),
  ]);
  screen.note(
    `It knows ${owner.name} as ${shortened(consent.subject)}: no name, no WebID, no address of a pod.`,
  );
  return consent;
}

export async function vendorIsRefused(
  { screen, servers, browser, signal }: Story,
  consent: Consent,
): Promise<void> {
  screen.heading('6  Acme reads again', 'with tokens that had minutes to live');
  const refusal: unknown = await collected(consent.issues.list({ purpose: purposeOf(consent), signal })).then(
    () => undefined,
    (error: unknown) => error,
  );
  assertSeen(isVendorSdkError(refusal), 'the read is refused');
  const page = await browser.open(`${servers.acme.url}desk`);
  screen.rows([
    ['refused', screen.strong(refusal.code)],
    ['which means', refusal.message.replace(/ \(.*$/, '')],
    ["Acme's page", /<h1>([^<]*)</.exec(page.text)?.[1] ?? `answers ${page.status}`],
  ]);
  assertSeen(refusal.code === 'consent_withdrawn', 'the refusal says why');
}

/** What lies in the pod and did not reach the vendor, by comparing the two. */
async function notSeen(
  { pod }: Story,
  seen: { issues: Issue[]; preferences: Preference[] },
): Promise<string[][]> {
  const missing = async (
    name: string,
    field: string,
    items: readonly (Issue | Preference)[],
  ): Promise<string> => {
    const known = new Set(items.map((item) => new Map<string, unknown>(Object.entries(item)).get(field)));
    const all = await collected(listItems(pod, { category: categoryNamed(name) }));
    const hidden = all.filter((item) => !known.has(item.fields[field]));
    assertSeen(
      hidden.length > 0 && !hidden.some(isForAcme),
      'what is not for Acme is absent, and nothing else',
    );
    return shortList(hidden.map((item) => `"${String(item.fields[field])}"`));
  };
  return [
    ['absent issues', `${await missing('issues', 'title', seen.issues)}: written to Green Grocer`],
    ['absent wishes', `${await missing('preferences', 'statement', seen.preferences)}: meant for shops`],
  ];
}

const NAMED = 3;

function shortList(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function isForAcme({ audience }: DataItem): boolean {
  return audience === 'everyone' || audience.some((id) => id === ACME || id === PROVIDERS);
}

function absence(item: Issue): string {
  assertSeen(
    item.severity === undefined && item.messages === undefined,
    'a field that was not given is absent',
  );
  return 'absent, as if there were none';
}

const purposeOf = (consent: Consent): string => consent.details[0]?.purpose ?? '';
const shortened = (subject: string): string => (subject.length > 24 ? `${subject.slice(0, 20)}...` : subject);

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
