import { readFile } from 'node:fs/promises';
import type { ConsentView } from '@parley/protocol';
import type { Consent } from '@parley/vendor-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import {
  type DashboardStage,
  signIn,
  startDashboardStage,
  type WatchedPage,
} from '../support/dashboard-stage.ts';
import { listOf } from '../support/list-of.ts';
import { makeTrouble } from '../support/make-trouble.ts';
import { pageActs } from '../support/page-acts.ts';
import { tabTo } from '../support/request-page.ts';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { addIssue, addPreference, knowVendor } from '../support/seed-pod.ts';
import type { TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { must } from '../support/wire-asking.ts';

const SCRIPT = '<img src=x onerror="pwned=1">';

let stage: DashboardStage;
let acme: TestVendor;
let mallory: TestVendor;
let alice: TestOwner;
let bob: TestOwner;
/** What Acme may read of Alice, as Acme's server holds it. */
let consent: Consent;
/** Signed in as Alice, for all that follows. */
let page: WatchedPage;

const reading = { purpose: CUSTOMER_CARE };

beforeAll(async () => {
  [acme, mallory] = await Promise.all([startTestVendor(), startTestVendor({ name: `Mallory ${SCRIPT}` })]);
  stage = await startDashboardStage({ localOrigins: [acme.origin, mallory.origin] });
  [alice, bob] = await Promise.all([stage.createOwner(), stage.createOwner()]);
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'The line drops', description: 'Every evening at eight' });
  await addPreference(alice.pod, 'everyone', { topic: 'delivery', statement: 'To the neighbour' });
  const details = [
    careRequest({
      actions: ['read', 'converse'],
      filter: { preferences: { topics: ['delivery', 'repairs'] } },
      recipients: ['Globex'],
    }),
  ];
  consent = await acme.obtain({ gateway: stage.gateway.origin, details, owner: alice.app });
  page = await stage.openPage();
  await readIssue();
  await signIn(page, alice, pathOf(acme.clientId));
});

afterAll(async () => {
  await stage?.stop();
  acme?.stop();
  mallory?.stop();
});

const pathOf = (id: string) => `/companies/${encodeURIComponent(id)}`;
const chip = (name: string) => page.getByRole('checkbox', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const { inDialog, heading } = pageActs(() => page);

/** What Acme gets of the one issue now. */
async function readIssue() {
  const [issue] = await listOf(consent.issues.list(reading));
  return consent.issues.get(must(issue).id, reading);
}

/** What Alice shares with a company now, as her other app sees it. */
const given = async ({ clientId } = acme): Promise<ConsentView> =>
  must((await alice.app.consents()).find(({ vendor }) => vendor.vendorId === clientId));

describe('the page of a company', () => {
  it('says what it may read, what it has read, and what it gets of that now', async () => {
    await heading('Acme Broadband').waitFor();
    await page.getByText('May read', { exact: true }).waitFor();
    await page.getByText('It read your issues').first().waitFor();
    await page.getByText('You shared', { exact: true }).waitFor();
    await button('Show what Acme Broadband sees').first().click();
    await page.getByText('Every evening at eight').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(page.faults).toEqual([]);
  });

  it('says whether it follows what the person wants, by its own word, and how it went', async () => {
    await page.getByText('Acme Broadband has not said whether it follows this.').waitFor();
    const [wish] = await listOf(consent.preferences.list(reading));
    await consent.honour(must(wish), { ...reading, action: 'honoured' });
    await page.getByText(/^Acme Broadband says it followed this on/).waitFor();
    const measured = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'How it went' }) });
    await measured.getByText('What you want, followed').waitFor();
    await measured.getByText('1 of 1', { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('takes away what is tapped, by the keyboard too, and says before what that is', async () => {
    expect(await readIssue()).toMatchObject({ description: 'Every evening at eight' });
    await chip('repairs').click();
    await chip('Globex').click();
    const field = chip('the description');
    await tabTo(page, field);
    await page.keyboard.press('Space');
    const bar = page.getByRole('region', { name: 'Take away' });
    expect(await bar.getByRole('listitem').allTextContents()).toEqual([
      'Your issues: the description',
      'Your preferences: repairs',
      'Passing it on to: Globex',
    ]);
    await page.getByText('What Acme Broadband would see then').waitFor();
    await page.getByText('Every evening at eight').waitFor({ state: 'detached' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await tabTo(page, button('Take it away'));
    await page.keyboard.press('Enter');
    await page.getByText('It is taken away.').waitFor();
    expect(await readIssue()).toEqual({
      id: expect.any(String),
      title: 'The line drops',
      kind: 'fault',
      messages: [],
      state: 'open',
      createdAt: expect.any(String),
    });
    expect((await given()).details[0]).toMatchObject({
      filter: { preferences: { topics: ['delivery'] } },
      recipients: [],
      actions: ['read', 'converse'],
    });
    await field.waitFor({ state: 'detached' });
    await page.getByText('You took something away').waitFor();
    await page.getByText('Waiting for its word').waitFor();
  });

  it('pauses until a day, and takes that back', async () => {
    await button('Pause').click();
    await page.getByRole('radio', { name: 'For a week' }).check();
    expect(await accessibilityFaults(page)).toEqual([]);
    await inDialog('Pause').click();
    await page.getByText('Paused. Nothing is read.').waitFor();
    const { resumeAt } = await given();
    await expect(readIssue()).rejects.toMatchObject({ code: 'consent_paused', resumesAt: resumeAt });
    await button('Undo').click();
    await page.getByText('It may read again.').waitFor();
    await readIssue();
    await alice.app.pause((await given()).consentId);
    await page.reload();
    await page.getByText('only when you say so').waitFor();
    await button('Go on').click();
    await page.getByText('It may read again.').waitFor();
    await readIssue();
  });

  it('changes nothing by what it showed before, where another app was quicker', async () => {
    // Another app takes the messages away while the page sends what is to stay: with them.
    const { consentId, details } = await given();
    const [entry] = details;
    const { issues, ...others } = must(entry).fields;
    const without = (names: readonly string[]) => names.filter((name) => name !== 'messages');
    const fewer = { required: must(issues).required, optional: without(must(issues).optional) };
    const end = await makeTrouble(page, '**/narrow/**', async (route) => {
      if (route.request().method() === 'POST')
        await alice.app.narrow(consentId, [{ ...must(entry), fields: { ...others, issues: fewer } }]);
      await route.continue();
    });
    await chip('how bad it is').click();
    await button('Take it away').click();
    await page.getByText('It has changed meanwhile.').waitFor();
    await end();
    await chip('the messages').waitFor({ state: 'detached' });
    await expect.poll(() => chip('how bad it is').isChecked()).toBe(true);
  });

  it('changes the end, earlier and later', async () => {
    const { until } = await given();
    const choose = async (span: string) => {
      await button('Change the end').click();
      await page.getByRole('radio', { name: span, exact: true }).check();
    };
    await choose('A week');
    await page.getByText('It then ends earlier').waitFor();
    await inDialog('Change the end').click();
    await page.getByText('It now ends on').waitFor();
    expect(Date.parse((await given()).until)).toBeLessThan(Date.parse(inDays(8)));
    await button('Undo').click();
    await expect.poll(async () => (await given()).until, { timeout: 30_000 }).toBe(until);
    await choose('A year');
    await page.getByText('It may then read for longer').waitFor();
    await inDialog('Change the end').click();
    await expect
      .poll(async () => Date.parse((await given()).until), { timeout: 30_000 })
      .toBeGreaterThan(Date.parse(inDays(360)));
    await readIssue();
  });

  it('on hold says why, and reads again once the person has said so', async () => {
    const { document, redirectUri, origin, clientId } = acme;
    acme.document = { ...document, redirect_uris: [redirectUri, `${origin}/elsewhere`] };
    const readAgain = "UPDATE vendor SET fetched_at = now() - interval '1 day' WHERE vendor_id = $1";
    await stage.gateway.query(readAgain, [clientId]);
    const asked = acme.at(stage.gateway.origin).ask({ details: [careRequest()], redirectUri });
    await expect(asked).rejects.toMatchObject({ code: 'vendor_held' });
    await expect(readIssue()).rejects.toMatchObject({ code: 'vendor_held' });
    await page.reload();
    await page.getByText('It has named a further address').waitFor();
    await button('Let it read again').click();
    await page.getByText('Ask the company first').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await inDialog('It is its own change: let it read').click();
    await page.getByText('It may read again.').waitFor();
    await page.getByText('It changed, and you let it read on.').waitFor();
    await readIssue();
  });

  it('gives proofs to keep, checks them, and finds one in which something was changed', async () => {
    await button('Check it').click();
    await page.getByText('This proof is genuine.').waitFor();
    await page.getByText('Acme Broadband may read your issues and your preferences until').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), button('Save as a file').click()]);
    const proof = await readFile(await download.path(), 'utf8');
    expect(download.suggestedFilename()).toMatch(/^consent_[\w-]+-\d+\.jws$/);
    const [header, payload, signature] = proof.split('.');
    const claims = JSON.parse(Buffer.from(must(payload), 'base64url').toString());
    const changed = Buffer.from(JSON.stringify({ ...claims, until: inDays(900) })).toString('base64url');
    const check = (text: string) =>
      page
        .getByLabel('Check a proof that you have kept')
        .setInputFiles({ name: 'kept.jws', mimeType: 'application/jose', buffer: Buffer.from(text) });
    await check([header, changed, signature].join('.'));
    await page.getByText('This proof is not genuine.').waitFor();
    await page.getByText('something in it was changed afterwards').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await check(proof);
    await page.getByText('This proof is genuine.').waitFor();
  });

  it('stops it in one step, with what follows, and shows what the company says it deleted', async () => {
    // The pod is told a little later: said all the same.
    await page.route('**/withdraw/**', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      const answer = await route.fetch();
      const body = (await answer.json()) as object;
      await route.fulfill({ response: answer, status: 202, json: { ...body, pod: 'pending' } });
    });
    await button('Stop it').click();
    await page.getByRole('dialog').getByText('delete it by').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await inDialog('Stop it').click();
    await page.getByText('It is stopped. Nothing more is read.').waitFor();
    await page.getByText('Your pod does not answer just now.').waitFor();
    await page.unroute('**/withdraw/**');
    await expect(readIssue()).rejects.toMatchObject({ code: 'consent_withdrawn' });
    await page.getByRole('heading', { name: 'It may read nothing of yours' }).waitFor();
    await page.getByText('You stopped it', { exact: true }).waitFor();
    const what = ['issues', 'preferences'].map((category) => ({ category, outcome: 'deleted' }) as const);
    const { deletions } = await consent.status();
    await consent.reportDeletion({ deletions, what });
    await page.reload();
    await page.getByText('Answered', { exact: true }).waitFor();
    await page.getByText('1 that is over').click();
    await page.getByText('You stopped it.', { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(page.faults).toEqual([]);
  });
});

describe('a company that', () => {
  it('writes what it likes gets only text, and is told to be late where it does not report', async () => {
    const retention = { duration: 'P0D', location: '<b>EU</b>', onEnd: 'delete' } as const;
    const details = [careRequest({ recipients: [`Globex ${SCRIPT}`], retention })];
    const gateway = stage.gateway.origin;
    await mallory.obtain({ gateway, details, owner: alice.app });
    await alice.app.withdraw((await given(mallory)).consentId);
    await mallory.obtain({ gateway, details, owner: alice.app });
    await page.goto(pathOf(mallory.clientId));
    await page.getByText('Late', { exact: true }).waitFor();
    await chip(`Globex ${SCRIPT}`).click();
    await page.getByRole('region', { name: 'Take away' }).getByText('onerror').waitFor();
    await button('Stop it').click();
    await page.getByRole('dialog').getByText('onerror').first().waitFor();
    const found = await page.evaluate(
      `[typeof pwned, document.querySelectorAll('main img, main b, dialog img, dialog b').length]`,
    );
    expect(found).toEqual(['undefined', 0]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('was only entered by oneself is there with what can be done', async () => {
    await knowVendor(alice.pod, { id: 'bakery', clientId: 'https://bakery.example/client.json' });
    await page.goto(pathOf('https://bakery.example/client.json'));
    await heading('bakery').waitFor();
    await page.getByText('You have never shared anything with this company.').waitFor();
    await page.getByRole('link', { name: 'Invite it, or write to it' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(page.faults).toEqual([]);
  });

  it('somebody else shares with is nobody to others', async () => {
    const his = await stage.openPage();
    await signIn(his, bob, pathOf(acme.clientId));
    await his.getByText('Nothing is known of this company').waitFor();
    expect(await his.getByText('Acme').count()).toBe(0);
    expect(await accessibilityFaults(his)).toEqual([]);
    expect(his.faults).toEqual([]);
    await his.context().close();
  });
});
