import { createItem, readCategory, readTerms, saveTerms, updateItem } from '@parley/pod-client';
import { type DataItem, NO_TERMS } from '@parley/protocol';
import type { Consent } from '@parley/vendor-sdk';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import {
  type DashboardStage,
  signIn,
  startDashboardStage,
  type WatchedPage,
} from '../support/dashboard-stage.ts';
import { listOf } from '../support/list-of.ts';
import { makeTrouble, withNothing, withStatus } from '../support/make-trouble.ts';
import { pageActs } from '../support/page-acts.ts';
import { tabTo } from '../support/request-page.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addPreference, categoryOf, knowVendor } from '../support/seed-pod.ts';
import type { TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { must } from '../support/wire-asking.ts';

let stage: DashboardStage;
let acme: TestVendor;
let alice: TestOwner;
/** What the company may read of her. */
let consent: Consent;
/** Signed in as Alice, for all that follows. */
let page: WatchedPage;

const PATIENCE = { timeout: 50_000, interval: 300 };
const category = categoryOf('preferences');
const care = () => careRequest({ datatypes: ['preferences'], fields: { preferences: FIELDS } });
const FIELDS = { required: ['topic', 'statement', 'strength'], optional: [] };

beforeAll(async () => {
  acme = await startTestVendor();
  stage = await startDashboardStage({ localOrigins: [acme.origin] });
  alice = await stage.createOwner();
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  consent = await acme.obtain({ gateway: stage.gateway.origin, owner: alice.app, details: [care()] });
  page = await stage.openPage();
  await signIn(page, alice, '/my-data');
});

afterAll(async () => {
  await stage?.stop();
  acme?.stop();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const press = (name: string) => button(name).click();
const { heading } = pageActs(() => page);
const statement = () => page.getByLabel('What you want, in your words');
const topic = () => page.getByLabel('What it is about');
const row = (words: string) => page.getByRole('link', { name: words });
const put = (path: string, body: string) =>
  alice.fetch(alice.container + path, { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body });
const text = async (path: string) => (await alice.fetch(alice.container + path)).text();
/** Other apps are heard of when the page comes to the front. */
const lookAgain = () => page.evaluate('window.dispatchEvent(new Event("visibilitychange"))');

async function inPod(name = 'preferences'): Promise<readonly DataItem[]> {
  const reading = await readCategory(alice.pod, { category: categoryOf(name) });
  return reading.status === 'read' ? reading.items : [];
}

/** The gateway hears of a change from the pod, in its own time. */
const companyReads = (statements: readonly string[]) =>
  vi.waitFor(async () => {
    const read = await listOf(consent.preferences.list({ purpose: CUSTOMER_CARE }));
    expect(read.map((item) => item.statement).toSorted()).toEqual(statements);
  }, PATIENCE);

describe('preferences', () => {
  it('are written, changed, taken back, deleted and brought back, and the company reads what is so', async () => {
    await page.getByText('Nothing yet').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Your preferences' }).click();
    await page.getByText('Nothing is written down yet').waitFor();
    await page.getByRole('link', { name: 'Add a preference' }).click();
    await heading('A new preference').waitFor();
    await press('Save');
    await page.getByText('This is needed.').first().waitFor();
    await topic().and(page.locator(':focus')).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await topic().fill('delivery');
    await statement().fill('To the neighbour');
    await page.getByRole('radio', { name: 'I need it' }).check();
    await press('Save');
    await row('To the neighbour').waitFor();
    await page.getByText('Added').waitFor();
    await companyReads(['To the neighbour']);
    expect(await accessibilityFaults(page)).toEqual([]);

    await row('To the neighbour').click();
    await statement().fill('Round the back');
    await press('Save');
    await row('Round the back').waitFor();
    await press('Undo');
    await row('To the neighbour').waitFor();
    await row('To the neighbour').click();
    await statement().fill('Into the shed');
    await press('Save');
    await row('Into the shed').waitFor();
    await companyReads(['Into the shed']);

    // What another app says of it comes back too.
    const [{ id }] = (await inPod()) as [DataItem];
    await put(
      'preferences.ttl',
      `${await text('preferences.ttl')}<#${id}> <https://other.example/colour> "red".\n`,
    );
    await row('Into the shed').click();
    await press('Delete');
    await page.getByText('Nothing is written down yet').waitFor();
    expect(await inPod()).toEqual([]);
    await press('Undo');
    await row('Into the shed').waitFor();
    expect(await text('preferences.ttl')).toContain('red');
    expect(page.faults).toEqual([]);
  });

  it('can be written by the keyboard alone, for one company, until a day', async () => {
    await page.goto('/my-data/preferences/new');
    await heading('A new preference').waitFor();
    await tabTo(page, topic());
    await page.keyboard.type('repairs');
    await tabTo(page, statement());
    await page.keyboard.type('Never before nine');
    await tabTo(page, page.getByText('More, if you like'));
    await page.keyboard.press('Enter');
    await page.getByLabel('Until when').fill('2031-05-06');
    await tabTo(page, page.getByRole('radio', { name: 'Everyone I share with' }));
    await page.keyboard.press('ArrowRight');
    await tabTo(page, page.getByLabel('Add a company or a circle'));
    await page.getByLabel('Add a company or a circle').selectOption('acme');
    await button('Take acme out').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await tabTo(page, button('Save'));
    await page.keyboard.press('Enter');
    await row('Never before nine')
      .getByText(/acme · until 6 May 2031/)
      .waitFor();
    const kept = must((await inPod()).find(({ fields }) => fields['topic'] === 'repairs'));
    expect(kept).toMatchObject({ audience: ['acme'], fields: { strength: 'prefer' } });
    await companyReads(['Into the shed', 'Never before nine']);
    expect(page.faults).toEqual([]);
  });

  it('that another app changes meanwhile are shown, and nothing is overwritten before one has chosen', async () => {
    const item = await addPreference(alice.pod, 'everyone', { topic: 'calls', statement: 'Any time' });
    await page.goto(`/my-data/preferences/${item.id}`);
    await statement().waitFor();
    const theirs = await updateItem(alice.pod, { category, item, fields: { statement: 'Not at noon' } });
    await lookAgain();
    await vi.waitFor(async () => expect(await statement().inputValue()).toBe('Not at noon'), PATIENCE);

    await statement().fill('Only at noon');
    const now = { topic: 'telephone', statement: 'Never' };
    const later = await updateItem(alice.pod, { category, item: theirs, fields: now });
    await press('Save');
    const notice = page.getByRole('alert').filter({ hasText: 'Another app has changed this meanwhile' });
    await notice.getByRole('row', { name: 'What you want, in your words Never Only at noon' }).waitFor();
    await notice.getByRole('row', { name: 'What it is about telephone telephone' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await inPod()).toContainEqual(later);
    await press('Put my changes on top');
    await press('Save');
    await row('Only at noon').waitFor();
    const merged = must((await inPod()).find(({ id }) => id === item.id));
    expect(merged.fields).toMatchObject({ topic: 'telephone', statement: 'Only at noon' });
  });

  it('stay as they are where the document or an entry cannot be understood', async () => {
    const whole = await text('preferences.ttl');
    const odd = `${whole}<#odd> a <https://w3id.org/parley#Preference>.\n`;
    await put('preferences.ttl', odd);
    await page.goto('/my-data/preferences');
    await page.getByText('1 entry cannot be understood').waitFor();
    await row('Only at noon').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await put('preferences.ttl', 'this is not Turtle');
    await lookAgain();
    await page.getByText('This document in your pod cannot be read').waitFor();
    await page.goto('/my-data/preferences/new');
    await page.getByText('This document in your pod cannot be read').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await button('Save').count()).toBe(0);
    expect(await text('preferences.ttl')).toBe('this is not Turtle');
    await page.goto('/my-data');
    await page.getByText('Cannot be read').waitFor();
    await put('preferences.ttl', whole);
    await page.goto('/my-data/preferences');
    await row('Only at noon').waitFor();
  });

  it('are still in the form after the sign-in has ended, and gone from it after signing out', async () => {
    await page.goto('/my-data/preferences/new');
    await topic().fill('newsletters');
    await statement().fill('None, please');
    const end = await makeTrouble(page, `${alice.container}**`, withStatus(401));
    await press('Save');
    const dialog = page.getByRole('dialog', { name: 'Your sign-in has ended' });
    await dialog.waitFor();
    await end();
    await dialog.getByRole('button', { name: 'Sign in again' }).click();
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.getByText('What you wrote and did not save is still here.').waitFor();
    await expect.poll(() => statement().inputValue()).toBe('None, please');
    await press('Save');
    await row('None, please').waitFor();
    await page.getByRole('link', { name: 'Add a preference' }).click();
    await heading('A new preference').waitFor();
    await expect.poll(() => statement().inputValue()).toBe('');
    expect(page.faults).toEqual([]);
  });
});

describe('contact details', () => {
  it('are one way each, with the fields that belong to it, and a slow pod is told', async () => {
    const end = await makeTrouble(page, `${alice.container}contact.ttl`, withNothing);
    await page.goto('/my-data/contact');
    await page.getByText('Your pod does not answer just now.').waitFor();
    await end();
    await press('Try again');
    await page.getByText('No way to reach you yet').waitFor();
    await page.getByRole('link', { name: 'Add a way to reach you' }).click();
    await page.getByRole('radio', { name: 'Post' }).check();
    await page.getByLabel('Street and house number').waitFor();
    await page.getByRole('radio', { name: 'Email' }).check();
    await page.getByLabel('The e-mail address').fill('alice@example.org');
    expect(await page.getByLabel('Street and house number').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Only me' }).check();
    await press('Save');
    await row('alice@example.org').getByText('Only me').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const [kept] = await inPod('contact');
    expect(kept).toMatchObject({ fields: { kind: 'email', email: 'alice@example.org' }, audience: [] });
    expect(page.faults).toEqual([]);
  });
});

describe('standing terms', () => {
  it('are laid down in plain words, and a request is then compared with them', async () => {
    await page.goto('/my-data/terms');
    await page.getByText('You have laid down nothing yet.').waitFor();
    const group = (name: string) => page.getByRole('group', { name });
    await group('How long may a company read').getByRole('radio', { name: '30 days' }).check();
    await page.getByRole('checkbox', { name: 'Customer care', exact: true }).check();
    await page.getByRole('radio', { name: 'No, to nobody' }).check();
    await page.getByLabel('Which agreement do you offer?').selectOption('SD-BASE-A');
    await page.getByText('may count and compare').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await press('Save my terms');
    await page.getByText('Your terms are laid down').waitFor();
    expect(await readTerms(alice.pod)).toEqual({
      ...NO_TERMS,
      longestAccess: 'P30D',
      purposesNever: [CUSTOMER_CARE],
      recipients: 'none',
      agreement: 'SD-BASE-A',
    });

    const browser = createBrowser();
    const client = acme.at(stage.gateway.origin);
    const asked = await client.ask({ details: [care()], redirectUri: acme.redirectUri });
    const { breaches } = await alice.app.claim((await browser.open(asked.url)).url, browser);
    expect(breaches?.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['end_too_late', 'purpose_never']),
    );
    await press('Undo');
    await vi.waitFor(async () => expect(await readTerms(alice.pod)).toEqual(NO_TERMS), PATIENCE);
    expect(page.faults).toEqual([]);
  });

  it('of another app are shown before they are replaced, and malformed ones only on the own word', async () => {
    await page.goto('/my-data/terms');
    await page.getByRole('radio', { name: 'No, to nobody' }).check();
    const theirs = { ...NO_TERMS, longestAccess: 'P90D' };
    await saveTerms(alice.pod, { terms: theirs, before: NO_TERMS });
    await press('Save my terms');
    await page.getByRole('row', { name: 'How long may a company read at most? 90 days 90 days' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await readTerms(alice.pod)).toEqual(theirs);
    await press('Put my changes on top');
    await press('Save my terms');
    await page.getByText('Your terms are laid down').waitFor();
    expect(await readTerms(alice.pod)).toEqual({ ...theirs, recipients: 'none' });

    await put('terms.ttl', '<#this> <https://w3id.org/parley#longestAccess> "soon".');
    await lookAgain();
    await page.getByText('This document in your pod cannot be read').waitFor();
    await press('Lay them down anew');
    const dialog = page.getByRole('dialog', { name: 'Lay your terms down anew?' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Lay them down anew' }).click();
    await press('Save my terms');
    await page.getByText('Your terms are laid down').waitFor();
    expect(await readTerms(alice.pod)).toEqual(NO_TERMS);
    expect(page.faults).toEqual([]);
  });
});

it('is each person’s own: another one sees nothing of it', async () => {
  const item = must((await inPod())[0]);
  await page.goto('/my-data/preferences/new');
  await statement().fill('A secret in the making');
  await page.goto('/settings');
  await press('Sign out');
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('secret');
  await page.context().close();
  const bob = await stage.createOwner();
  const his = await stage.openPage();
  await signIn(his, bob, `/my-data/preferences/${item.id}`);
  await his.getByText('This entry is not there any more').waitFor();
  await his.goto('/my-data/preferences');
  await his.getByText('Nothing is written down yet').waitFor();
  await createItem(bob.pod, {
    category,
    fields: { topic: 'a', statement: 'b', strength: 'prefer' },
    audience: [],
  });
  await his.evaluate('window.dispatchEvent(new Event("visibilitychange"))');
  await his.getByText('Only me').waitFor();
  expect(his.faults).toEqual([]);
});
