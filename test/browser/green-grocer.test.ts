// A shop that goes by its customer's own preferences, as she sees it: before, with and after her consent.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Grocer } from 'green-grocer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { type DashboardStage, signIn, type WatchedPage } from '../support/dashboard-stage.ts';
import { type GrocerStage, startGrocerStage } from '../support/grocer-stage.ts';
import { inDays } from '../support/requests.ts';
import type { TestOwner } from '../support/test-owner.ts';
import { must } from '../support/wire-asking.ts';

const SCRIPT = '<img src=x onerror="pwned=1">';

let set: GrocerStage;
let stage: DashboardStage;
let grocer: Grocer;
let alice: TestOwner;
/** Signed in as Alice at her dashboard, for all that follows. */
let page: WatchedPage;
/** Another browser of hers, in which she asks to be asked by an invitation. */
let other: WatchedPage;

beforeAll(async () => {
  set = await startGrocerStage(SCRIPT);
  ({ stage, grocer, alice } = set);
  page = await stage.openPage();
  await signIn(page, alice);
});

afterAll(() => set?.stop());

const button = (name: string) => page.getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const notice = () => page.getByRole('status');
const card = (name: string) => page.getByRole('listitem').filter({ has: heading(name) });
const chip = (name: string) => page.getByRole('checkbox', { name, exact: true });
const chosen = (name: string) => page.getByRole('radio', { name }).isChecked();
const seen = () => page.getByRole('link', { name: 'What we may see, and why' }).first().click();
const vegetables = () =>
  page.getByRole('region', { name: 'Vegetables' }).getByRole('heading', { level: 3 }).allTextContents();
const NEUTRAL = ['Vine tomatoes', 'Green beans', 'Carrots', 'Beetroot'];
const consentId = async () =>
  must((await alice.app.consents()).find(({ vendor }) => vendor.vendorId === grocer.clientId)).consentId;

/** Nothing ran, nothing came from elsewhere. */
async function expectCalm(): Promise<void> {
  expect(await page.evaluate('typeof pwned')).toBe('undefined');
  expect(page.faults).toEqual([]);
}

async function expectAccessible(): Promise<void> {
  expect(await accessibilityFaults(page)).toEqual([]);
  await expectCalm();
}

describe('the shop', () => {
  it('is in its own order for a stranger, who can use it', async () => {
    await page.goto(grocer.url);
    expect(await vegetables()).toEqual(NEUTRAL);
    expect(await page.getByText('because you').count()).toBe(0);
    expect(await page.context().cookies(grocer.url)).not.toContainEqual(
      expect.objectContaining({ name: 'grocer_visit' }),
    );
    await page.getByText('Your gateway is another one?').click();
    await expectAccessible();
    await page.getByRole('checkbox', { name: 'Add Carrots' }).check();
    await button('See your box').click();
    await heading('This is your box').waitFor();
    await page.getByText('€2.29').first().waitFor();
    await expectCalm();
    await seen();
    await heading('We see nothing of you').waitFor();
  });

  it('asks by an invitation that she typed, and is as it was until she has decided', async () => {
    const made = await alice.app.act('/invitations', { expiresAt: inDays(7), vendorId: grocer.clientId });
    other = await stage.openPage();
    await other.goto(grocer.url);
    await other.getByText('Your gateway is another one?').click();
    await other.getByLabel('Address of your gateway').fill((made.body as { link: string }).link);
    await other.getByRole('button', { name: 'Ask there' }).click();
    await other.getByRole('heading', { name: 'We have asked you by your invitation' }).waitFor();
    await other.reload();
    await other.getByRole('button', { name: 'Take the question back' }).waitFor();
    expect(other.faults).toEqual([]);
  });

  it('is shaped by what she gives, and says why with each thing', async () => {
    await page.goto(grocer.url);
    await button('Shop with your own preferences').click();
    await heading('Green Grocer asks').waitFor();
    await chip('what you want, in your words').check();
    await button('Share this').click();
    await heading('Your shop, this week').waitFor();
    expect(page.url()).toBe(grocer.url);
    expect(await vegetables()).toEqual(['Carrots', 'Beetroot', 'Green beans', 'Vine tomatoes']);
    await card('Carrots').getByText('because you prefer food from nearby').waitFor();
    await card('Vine tomatoes').getByText('because you avoid plastic packaging').waitFor();
    expect(await card('Walnut loaf').count()).toBe(0);
    const leftOut = page.getByRole('listitem').filter({ hasText: 'Walnut loaf' });
    await leftOut.getByText('because you refuse nuts').waitFor();
    expect([await chosen('Thursday evening'), await chosen('Paper bag')]).toEqual([true, true]);
    await page.getByText('Chosen, because you prefer evenings').waitFor();
    await expectAccessible();
  });

  it('shows what it may see of her and why, with what is hostile in it as text', async () => {
    await seen();
    const allergy = page.getByRole('listitem').filter({ hasText: 'allergies' });
    await allergy.getByText(`Walnuts ${SCRIPT}`, { exact: true }).waitFor();
    await allergy.getByText('Walnut loaf').waitFor();
    expect(await page.getByRole('main').locator('img').count()).toBe(0);
    expect(await page.getByText('Never call me').count()).toBe(0);
    for (const said of [
      'Fitting the service to you',
      'food, allergies, packaging, delivery',
      '2 of 200; 198 left',
    ])
      await page.getByText(said, { exact: true }).waitFor();
    await expectAccessible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the receipt' }).click(),
    ]);
    const receipt = await readFile(await download.path(), 'utf8');
    const claims = Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString();
    expect(claims).toContain(await consentId());
  });

  it('keeps of her neither a value nor a word, and gives her browser an id that says nothing', async () => {
    const kept = await readFile(join(set.dataDir, 'visits.json'), 'utf8');
    expect(kept).toContain(await consentId());
    for (const value of ['Walnut', 'nuts', 'plastic', 'nearby']) expect(kept).not.toContain(value);
    const [cookie] = (await page.context().cookies(grocer.url)).filter(({ name }) => name === 'grocer_visit');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    expect(cookie?.value).toMatch(/^s%3A[\w-]{32}\.[\w%]+$/);
  });
});

describe('what she changes in her dashboard', () => {
  it('shapes the very next page: a topic less', async () => {
    await page.getByRole('link', { name: 'Change it in your dashboard' }).click();
    await chip('allergies').click();
    await button('Take it away').click();
    await page.getByText('It is taken away.').first().waitFor();
    await page.goto(grocer.url);
    await notice().getByText('You share less with us now').waitFor();
    await card('Walnut loaf').waitFor();
    expect(await vegetables()).toEqual(['Carrots', 'Beetroot', 'Green beans', 'Vine tomatoes']);
    await expectCalm();
    await page.reload();
    await card('Walnut loaf').waitFor();
    expect(await notice().count()).toBe(0);
  });

  it('shapes the very next page: paused, and on again', async () => {
    await alice.app.pause(await consentId());
    await page.reload();
    await notice().getByText('You have paused sharing').waitFor();
    expect(await vegetables()).toEqual(NEUTRAL);
    await seen();
    await page.getByText('They are out of our sight just now').waitFor();
    await expectCalm();
    await alice.app.resume(await consentId());
    await page.goto(grocer.url);
    await card('Carrots').getByText('because you prefer food from nearby').waitFor();
  });

  it('ends it: the shop is everybody’s again, says so once, and has given its word that nothing is kept', async () => {
    const id = await consentId();
    await seen();
    await page.getByRole('link', { name: 'Change it in your dashboard' }).click();
    await button('Stop it').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop it', exact: true }).click();
    await page.getByText('It is stopped.').first().waitFor();
    await page.goto(grocer.url);
    await notice().getByText('You have stopped sharing').waitFor();
    await notice().getByText('your gateway has our signed word for it').waitFor();
    expect(await vegetables()).toEqual(NEUTRAL);
    await expectCalm();
    await page.reload();
    await button('Shop with your own preferences').waitFor();
    expect(await notice().count()).toBe(0);
    const { body } = await alice.app.call('GET', `/consents/${id}`);
    expect(body).toMatchObject({ status: 'withdrawn', deletion: { state: 'answered' } });
  });
});

describe('other ways', () => {
  it('finds the answer to its invitation, and gives back what it got by a button', async () => {
    await page.goto(`${stage.dashboard}/requests`);
    await page.getByRole('link', { name: /^Green Grocer/ }).click();
    await button('Share this').click();
    await page.getByText('You share this with Green Grocer').first().waitFor();
    // The gateway says how often the shop may look: the first time half a minute after it has asked.
    const shaped = other.getByRole('heading', { name: 'Your shop, this week' });
    await expect
      .poll(() => other.reload().then(() => shaped.count()), { timeout: 120_000, interval: 1_000 })
      .toBe(1);
    await other.getByRole('link', { name: 'What we may see, and why' }).first().click();
    await other.getByRole('button', { name: 'Stop sharing' }).click();
    await other.getByText('We have given your consent back').waitFor();
    await other.getByText('your gateway has our signed word for it').waitFor();
    expect(other.faults).toEqual([]);
    expect(await alice.app.consents()).not.toContainEqual(expect.objectContaining({ status: 'given' }));
  });

  it('takes no button press from another site, and answers what does not fit with a clear page', async () => {
    const post = async (path: string, form: Record<string, string>, headers = {}) => {
      const body = new URLSearchParams(form);
      const answer = await fetch(new URL(path, grocer.url), { method: 'POST', body, headers });
      return [answer.status, /<h1>([^<]*)/.exec(await answer.text())?.[1]];
    };
    const foreign = { origin: 'https://other.example' };
    expect(await post('/ask', {}, foreign)).toEqual([403, 'That came from another site']);
    const box = { slot: 'thursday-evening', packaging: 'crate' };
    expect(await post('/box', { ...box, product: 'gold' })).toEqual([400, 'This box cannot be packed']);
    expect(await post('/box', { product: 'x'.repeat(5_000) })).toEqual([413, 'That did not fit the form']);
    expect(await post('/ask', { address: 'nowhere' })).toEqual([400, 'It does not go on here']);
    expect(await post('/ask', { address: 'http://10.0.0.1/' })).toEqual([400, 'It does not go on here']);
  });

  it('stays open, in its own order, while her gateway is away, and says why', async () => {
    await page.goto(grocer.url);
    await button('Shop with your own preferences').click();
    await heading('Green Grocer asks').waitFor();
    await button('Share this').click();
    await heading('Your shop, this week').waitFor();
    await stage.gateway.stop();
    await page.reload();
    await notice().getByText('Your preferences are out of our sight').waitFor();
    expect(await vegetables()).toEqual(NEUTRAL);
    await button('See your box').waitFor();
    await expectCalm();
  });
});
