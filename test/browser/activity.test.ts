import { readFile } from 'node:fs/promises';
import { listBlocks } from '@parley/pod-client';
import { type Activity, ledgerEntryBodySchema, type ownerApi } from '@parley/protocol';
import type { Consent } from '@parley/vendor-sdk';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import {
  type DashboardStage,
  signIn,
  startDashboardStage,
  type WatchedPage,
} from '../support/dashboard-stage.ts';
import { listOf } from '../support/list-of.ts';
import { makeTrouble, withNothing } from '../support/make-trouble.ts';
import { pageActs } from '../support/page-acts.ts';
import { tabTo } from '../support/request-page.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, addPreference, knowVendor } from '../support/seed-pod.ts';
import type { TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { must } from '../support/wire-asking.ts';

type LedgerPage = ReturnType<typeof ownerApi.ledgerPageSchema.parse>;
type Line = LedgerPage['entries'][number];

let stage: DashboardStage;
let vendors: { acme: TestVendor; globex: TestVendor };
let alice: TestOwner;
/** Signed in as Alice, for all that follows. */
let page: WatchedPage;
let ofAcme: Consent;

const reading = { purpose: CUSTOMER_CARE };
const SOON = { timeout: 120_000, interval: 100 };

beforeAll(async () => {
  const [acme, globex] = await Promise.all([startTestVendor(), startTestVendor({ name: 'Globex' })]);
  vendors = { acme, globex };
  stage = await startDashboardStage({ localOrigins: [acme.origin, globex.origin] });
  alice = await stage.createOwner();
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'The line drops' });
  await addPreference(alice.pod, 'everyone', { topic: 'delivery', statement: 'To the neighbour' });
  ofAcme = await obtain(acme);
  const ofGlobex = await obtain(globex);
  for (let times = 0; times < 3; times += 1) await listOf(ofAcme.issues.list(reading));
  await listOf(ofGlobex.preferences.list(reading));
  const id = must((await alice.app.consents()).find(({ vendor }) => vendor.name === 'Globex')).consentId;
  await alice.app.pause(id);
  for (let times = 0; times < 2; times += 1)
    await expect(listOf(ofGlobex.preferences.list(reading))).rejects.toMatchObject({
      code: 'consent_paused',
    });
  page = await stage.openPage();
  await signIn(page, alice, '/activity');
});

afterAll(async () => {
  await stage?.stop();
  vendors?.acme.stop();
  vendors?.globex.stop();
});

const obtain = (vendor: TestVendor): Promise<Consent> =>
  vendor.obtain({ gateway: stage.gateway.origin, owner: alice.app, details: [careRequest()] });

const { press, heading } = pageActs(() => page);
const rows = () => page.getByRole('main').locator('li[aria-posinset]');
const rowOf = (company: string, text: string) =>
  rows().filter({ hasText: company }).filter({ hasText: text });
const inRows = async () => (await rows().allInnerTexts()).join('\n');

/** All that the gateway has, as her app gets it. */
async function ledger(query = ''): Promise<Line[]> {
  const { body } = await alice.app.call('GET', `/ledger?limit=200${query}`);
  return (body as LedgerPage).entries;
}

describe('who read what', () => {
  it('stands there in words, day by day, with what was refused and why', async () => {
    const read = rowOf('Acme Broadband', 'Read your issues');
    await read.waitFor();
    expect(await read.innerText()).toMatch(/Read your issues, 3 times/);
    expect(await read.innerText()).toMatch(/for Customer care/);
    expect(await read.innerText()).toMatch(/Fields: the title · whether it is open or closed · /);
    const refused = rowOf('Globex', 'You had paused it.');
    await refused.waitFor();
    expect(await refused.innerText()).toMatch(/Was refused[\s\S]*Tried to read, 2 times/);
    await expect.poll(() => rowOf('Globex', 'Read your preferences, 1 item').count()).toBe(1);
    await expect.poll(() => rowOf('Acme Broadband', 'You shared').count()).toBe(1);
    expect(await inRows()).not.toMatch(/The line drops|neighbour|vendor|consent|token/i);
    expect(
      await page.getByRole('heading', { level: 2, name: /day,? \d+ \w+ \d{4}/ }).count(),
    ).toBeGreaterThan(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('is drawn for each company and day, and said in a table as the gateway counts it', async () => {
    await page.getByRole('img', { name: /^Acme Broadband: 3 reads\. Most on / }).waitFor();
    await page.getByRole('img', { name: /^Globex: 1 read, 2 refused\. Most on / }).waitFor();
    await page.getByText('The same as a table').click();
    const table = page.getByRole('table', { name: 'Reads by company' });
    const { body } = await alice.app.call('GET', '/activity');
    const counted = (body as Activity).vendors.flatMap(({ name, days }) =>
      days.map(({ day, reads, refused }) => [shownDay(day), name, String(reads), String(refused)]),
    );
    const shown = await Promise.all(
      (await table.locator('tbody tr').all()).map((row) => row.locator('td').allInnerTexts()),
    );
    expect(shown.toSorted()).toEqual(counted.toSorted());
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('is narrowed by company, kind, outcome and day, by the keyboard too, and each choice is in the address', async () => {
    await page.setViewportSize({ width: 1_200, height: 800 });
    const fold = page.getByText('Choose what to see');
    await tabTo(page, fold);
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel('Company', { exact: true }));
    await page.keyboard.type('Glo');
    await page.waitForURL((url) => url.searchParams.get('company') === vendors.globex.clientId);
    await rowOf('Acme Broadband', '').first().waitFor({ state: 'detached' });
    await page.getByRole('img', { name: /^Acme/ }).waitFor({ state: 'detached' });
    await rowOf('Globex', 'You paused it').waitFor();
    await page.getByLabel('How it went').selectOption('refused');
    await rowOf('Globex', 'You paused it').waitFor({ state: 'detached' });
    await page.getByText('1 entry', { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Take out: It was refused' }).click();
    await page.getByLabel('What', { exact: true }).selectOption('act');
    await page.getByLabel('From this day').fill('2001-01-01');
    await page.getByLabel('Until this day').fill('2001-01-31');
    await page.getByText('Nothing fits').waitFor();
    const { search } = new URL(page.url());
    await page.goto(`/activity${search}`);
    await page.getByText('Nothing fits').waitFor();
    await page.getByText('No company has read anything in these days.').waitFor();
    await press('Show everything');
    await rowOf('Acme Broadband', 'Read your issues').waitFor();
    expect(new URL(page.url()).search).toBe('');

    await page.goto('/activity?from=2001-02-01&to=2001-01-01');
    await page.getByText('The first day is after the last one.').waitFor();
    await page.goto(`/activity?company=${encodeURIComponent(vendors.acme.clientId)}&kind=nonsense`);
    await rowOf('Acme Broadband', 'Read your issues').waitFor();
    expect(await rowOf('Globex', '').count()).toBe(0);
    expect(page.faults).toEqual([]);
  });

  it('is nobody else’s', async () => {
    const bob = await stage.createOwner();
    const his = await stage.openPage();
    await signIn(his, bob, '/activity');
    await his.getByText('Nothing has happened yet').waitFor();
    await his.getByText('No company has read anything in these days.').waitFor();
    await his.goto(`/activity?company=${encodeURIComponent(vendors.acme.clientId)}`);
    await his.getByText('Nothing fits').waitFor();
    expect(await his.getByText('Acme Broadband').count()).toBe(0);
    await his.goto('/activity/check');
    await his.getByRole('button', { name: 'Check now' }).click();
    await his.getByText('There is nothing to check yet').waitFor();
    expect(his.faults).toEqual([]);
    await his.context().close();
  });

  it('stays quick over a long history', async () => {
    const [newest] = await ledger();
    const all = Array.from({ length: 1_500 }, (_, at) => lineOf(must(newest), at));
    await page.route(/\/owner\/v1\/ledger\?/, (route) => {
      const query = new URL(route.request().url()).searchParams;
      const [from, limit] = [Number(query.get('cursor') ?? 0), Number(query.get('limit'))];
      const next = from + limit < all.length ? { nextCursor: String(from + limit) } : {};
      return route.fulfill({
        headers: { 'access-control-allow-origin': '*' },
        json: { entries: all.slice(from, from + limit), ...next },
      });
    });
    await page.goto('/activity');
    await page.getByText(/^The newest \d+ entries are here/).waitFor();
    const older = page.getByRole('button', { name: 'Show older' });
    await vi.waitUntil(async () => {
      if ((await older.count()) > 0) await page.mouse.wheel(0, 100_000);
      return (await page.getByText('1,500 entries', { exact: true }).count()) > 0;
    }, SOON);
    expect(await rows().count()).toBeLessThan(60);
    await page.unroute(/\/owner\/v1\/ledger\?/);
    expect(page.faults).toEqual([]);
  });
});

describe('a copy of the history', () => {
  it('has every entry, as the ledger has it, as JSON and as a table', async () => {
    await copied();
    const all = await ledger();
    // The page itself is still without the companies when the copy is asked for.
    const asked = page.waitForRequest(/\/owner\/v1\/ledger\?limit=200/);
    let isFirst = true;
    await page.route(/\/owner\/v1\/consents\?/, async (route) => {
      const waits = isFirst;
      isFirst = false;
      if (waits) await asked;
      await route.continue();
    });
    await page.goto(`/activity?outcome=refused`);
    const { gateway, entries } = JSON.parse(await saved('For programs (JSON)'));
    expect(gateway).toBe(stage.gateway.origin);
    expect(entries.map(lineIn)).toEqual(all);
    for (const { company, vendorId, body, ...entry } of entries) {
      expect(entry).toMatchObject(
        ledgerEntryBodySchema.omit({ vendorId: true }).strip().parse(JSON.parse(body)),
      );
      expect(company).toBe(vendorId === vendors.globex.clientId ? 'Globex' : 'Acme Broadband');
    }
    await page.unroute(/\/owner\/v1\/consents\?/);
    const [head, ...lines] = cellsOf(await saved('As a table (CSV)'));
    const table = lines.map((line) => Object.fromEntries(line.map((cell, at) => [must(head)[at], cell])));
    expect(table).toHaveLength(all.length);
    for (const [at, line] of all.entries()) {
      const { fields, ...body } = ledgerEntryBodySchema.parse(JSON.parse(line.body));
      const { body: _, ...around } = line;
      const said = Object.entries({ ...body, ...around }).map(([name, value]) => [name, String(value ?? '')]);
      expect(table[at]).toMatchObject({ ...Object.fromEntries(said), fields: fields?.join(' ') ?? '' });
    }
    expect(table.filter(({ what }) => what === 'Read your issues')).toHaveLength(3);
    expect(page.faults).toEqual([]);
  });

  it('can be stopped while it is made', async () => {
    await page.goto('/activity');
    await rowOf('Acme Broadband', 'Read your issues').waitFor();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const asked = page.waitForRequest(/\/owner\/v1\/ledger\?limit=200/);
    await page.route(/\/owner\/v1\/ledger\?limit=200/, async (route) => {
      await held;
      await route.abort().catch(() => undefined);
    });
    await press('Save a copy');
    expect(await accessibilityFaults(page)).toEqual([]);
    await press('As a table (CSV)');
    await asked;
    await page.getByRole('dialog').getByText('0 entries so far').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    release();
    await page.unroute(/\/owner\/v1\/ledger\?limit=200/);
    expect(page.faults).toEqual([]);
  });
});

describe('the check of the records', () => {
  it('says that all is sound, or exactly which file was changed, taken away or added to', async () => {
    let copies = await copied();
    // Each in a file of its own.
    while ((await filesInPod()).length < 3) {
      await listOf(ofAcme.issues.list(reading));
      copies = await copied();
    }
    await page.getByRole('link', { name: 'Check the records' }).click();
    await heading('Check the records').waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Check now' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Everything is there, and nothing was changed' }).waitFor();
    const sum = await page.getByText(/^Entries: \d+, in files of your pod: \d+/).innerText();
    expect(Number(/\d+/.exec(sum))).toBeGreaterThanOrEqual(copies.length);
    expect(await accessibilityFaults(page)).toEqual([]);

    const [first, second, ...others] = await filesInPod();
    const last = must(others.at(-1));
    await rewrite(must(second), (text) => text.replace(/(parley:jws|jws>)([^"]*"[^"]{200})./, '$1$2~'));
    await checkAgain('One file is not as it should be');
    expect(await findings()).toEqual([expect.stringMatching(/^File 2 of .*: It was changed: .*\/2\.ttl$/)]);

    await rewrite(must(first), (text) => `${text}\n<#it> <https://vocab.example/said> "more".\n`);
    const gone = await take(last);
    await checkAgain('3 files are not as they should be');
    expect(await findings()).toEqual([
      expect.stringMatching(/^File 1 of .*: The signed part is right, .*\/1\.ttl$/),
      expect.stringMatching(/^File 2 of .*: It was changed: .*\/2\.ttl$/),
      expect.stringMatching(new RegExp(`^File ${last.match(/(\d+)\.ttl/)?.[1]}: It is missing\\.$`)),
    ]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await put(last, gone);
    for (const file of [must(first), must(second)]) await put(file, must(before.get(file)));
    await checkAgain('Everything is there, and nothing was changed');
    expect(page.faults).toEqual([]);
  });

  it('says that the pod does not answer, and can be made again', async () => {
    await page.goto('/activity/check');
    const ofLedger = new RegExp(`^${alice.container}ledger/`);
    const end = await makeTrouble(page, ofLedger, withNothing);
    await press('Check now');
    await page.getByText('Your pod does not answer just now.').waitFor();
    await end();
    await press('Try again');
    await page.getByRole('heading', { name: 'Everything is there, and nothing was changed' }).waitFor();
    expect(page.faults).toEqual([]);
  });
});

/** What is in the pod once it has all but the hour's refusals, which are still counted. */
async function copied(): Promise<readonly Line[]> {
  let all: readonly Line[] = [];
  await vi.waitUntil(async () => {
    all = await ledger();
    return all.every(({ inPod, body }) => inPod || JSON.parse(body).outcome === 'refused');
  }, SOON);
  return all.filter(({ inPod }) => inPod);
}

const filesInPod = async () => {
  const files: string[] = [];
  for await (const { date, number } of listBlocks(alice.pod))
    files.push(`${alice.container}ledger/${date}/${number}.ttl`);
  return files;
};

/** What the owner's other app has changed, as it was. */
const before = new Map<string, string>();
async function rewrite(file: string, change: (text: string) => string): Promise<void> {
  const text = await (await alice.fetch(file)).text();
  before.set(file, text);
  expect(change(text)).not.toBe(text);
  await put(file, change(text));
}
async function take(file: string): Promise<string> {
  const text = await (await alice.fetch(file)).text();
  expect((await alice.fetch(file, { method: 'DELETE' })).ok).toBe(true);
  return text;
}
async function put(file: string, body: string): Promise<void> {
  const answer = await alice.fetch(file, { method: 'PUT', body, headers: { 'content-type': 'text/turtle' } });
  expect(answer.ok).toBe(true);
}

async function checkAgain(outcome: string): Promise<void> {
  await press('Check again');
  await page.getByRole('heading', { name: outcome }).waitFor();
}
const findings = () => page.getByRole('list', { name: 'Check the records' }).locator('li').allInnerTexts();

/** Presses this in the dialog, and reads what the browser was given to keep. */
async function saved(form: string): Promise<string> {
  await press('Save a copy');
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: form }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return text;
}

const lineIn = ({ consentId, sequence, at, body, blockNumber, inPod }: Line): Line => ({
  ...{ consentId, sequence, at, body, blockNumber, inPod },
});

/** The cells of a table in which each is quoted; an id may begin like a formula. */
const cellsOf = (text: string): string[][] =>
  text
    .replace('\ufeff', '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) =>
        cell.replaceAll('""', '"').replace(/^'/, ''),
      ),
    );

const shownDay = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));

/** One of many that never were. */
function lineOf(line: Line, at: number): Line {
  const body = { ...JSON.parse(line.body), id: `entry_${at}`, kind: 'act', outcome: 'done', act: 'pause' };
  const then = new Date(Date.parse(line.at) - at * 3_600_000).toISOString();
  return { ...line, at: then, body: JSON.stringify(body) };
}
