// What the owner is told of, in the page and beside it, and what she can do from the first page.
import { readSettings, saveSettings } from '@parley/pod-client';
import { ownerApi, ownerSettingsSchema } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import {
  type DashboardStage,
  signIn,
  startDashboardStage,
  type WatchedPage,
} from '../support/dashboard-stage.ts';
import { pageActs } from '../support/page-acts.ts';
import { type PushService, startPushService, type TestSubscription } from '../support/push-service.ts';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import type { TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { must, onTheWire } from '../support/wire-asking.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

let stage: DashboardStage;
let acme: TestVendor;
let push: PushService;
let laptop: TestSubscription;
let alice: TestOwner;
let consent: WireConsent;
/** Signed in as Alice, for all that follows. */
let page: WatchedPage;

beforeAll(async () => {
  [acme, push] = await Promise.all([startTestVendor(), startPushService()]);
  laptop = push.subscribe();
  stage = await startDashboardStage({
    localOrigins: [acme.origin, push.origin],
    // Nobody takes mail there: here it is only chosen.
    settings: { PARLEY_SMTP_URL: 'smtp://localhost:1', PARLEY_MAIL_FROM: 'parley@gateway.example' },
  });
  alice = await stage.createOwner();
  const { gateway } = stage;
  const details = [careRequest()];
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details });
  page = await stage.openPage();
  await page.addInitScript({ content: pretendedPush(laptop) });
  await signIn(page, alice, '/notices');
});

afterAll(async () => {
  await stage?.stop();
  acme?.stop();
  push?.stop();
});

const soon = { timeout: 60_000, interval: 200 };
const unseen = async () =>
  ownerApi.noticeListSchema.parse((await alice.app.call('GET', '/notices')).body).unseen;
const chosen = () => readSettings(alice.pod);
const card = (title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) });
const { press } = pageActs(() => page);
const row = (name: RegExp) => page.getByRole('main').getByRole('link', { name });
const read = () =>
  consent.wire.read('/v1/issues', { accessToken: consent.accessToken, purpose: CUSTOMER_CARE });

/** Acme asks by itself. */
async function ask(): Promise<void> {
  const [known] = await stage.gateway.query<{ subject: string }>('SELECT subject FROM consent LIMIT 1');
  const details = onTheWire(stage.gateway, [careRequest({ benefit: 'Order 4711' })]);
  await consent.wire.ask({ details, hint: must(known).subject });
}

/** The browser's maker has its own push service, and the test's browser may show no notices: both are played. */
function pretendedPush({ json }: TestSubscription): string {
  return `{
    let permission = 'default';
    let subscription = null;
    Object.defineProperty(Notification, 'permission', { get: () => permission });
    Notification.requestPermission = async () => (permission = 'granted');
    PushManager.prototype.getSubscription = async () => subscription;
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
      window.subscribedWith = applicationServerKey;
      return (subscription = {
        toJSON: () => (${JSON.stringify(json)}),
        unsubscribe: async () => { subscription = null; return true; },
      });
    };
  }`;
}

describe('notices', () => {
  it('teach what will be there, come without a reload, and count as seen once they are shown', async () => {
    await page.getByText('There is nothing to tell you').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await read();
    await row(/^Acme Broadband has read something of yours for the first time/).waitFor();
    await row(/for the first time.*New$/).waitFor();
    await expect.poll(unseen, soon).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('are counted beside every page, and lead to what they are about', async () => {
    await page.getByRole('link', { name: 'Start', exact: true }).click();
    await page.getByText('Nothing waits for you.').waitFor();
    await ask();
    await page.getByRole('link', { name: 'Notices, 1 new' }).waitFor();
    await row(/^Acme Broadband.*Customer care/).waitFor();
    await page.getByRole('link', { name: 'Notices, 1 new' }).click();
    await row(/^Acme Broadband asks for something.*New$/).click();
    await page.getByRole('heading', { level: 1, name: 'Acme Broadband asks' }).waitFor();
    await page.getByRole('link', { name: 'Notices', exact: true }).waitFor();
    expect(page.faults).toEqual([]);
  });
});

describe('the start page', () => {
  it('says what is new, what ends soon and what nobody reads, each with its company', async () => {
    const { gateway } = stage;
    await gateway.query(`UPDATE consent SET until = now() + interval '3 days'`);
    await gateway.query(`UPDATE notice SET seen_at = NULL`);
    await page.goto('/');
    const look = card('Worth a look');
    const acmesPage = `/companies/${encodeURIComponent(acme.clientId)}`;
    const ending = look.getByRole('link', { name: /^Acme Broadband.*What you share ends on/ });
    await ending.waitFor();
    expect(await ending.getAttribute('href')).toBe(acmesPage);
    const news = card('New');
    await news.getByRole('link', { name: /has read something of yours for the first time/ }).waitFor();
    expect(await news.getByRole('link', { name: /asks for something/ }).count()).toBe(0);
    const companies = card('Companies');
    await companies.getByText('1 company may read something of yours.').waitFor();
    const company = companies.getByRole('link', { name: /^Acme Broadband.*last read/ });
    expect(await company.getAttribute('href')).toBe(acmesPage);
    expect(await accessibilityFaults(page)).toEqual([]);

    await gateway.query(`UPDATE consent SET until = $1, given_at = now() - interval '70 days'`, [inDays(90)]);
    await gateway.query('DELETE FROM read_day');
    await page.goto('/');
    await look.getByRole('link', { name: /^Acme Broadband.*It has read nothing for 60 days/ }).waitFor();
  });
});

describe('how one is told', () => {
  it('is chosen by kind and way, kept in the pod with the other settings, and can be taken back', async () => {
    const app = `${stage.dashboard}/client.jsonld`;
    const before = ownerSettingsSchema.parse({ allowedApps: [app], language: 'en' });
    expect(await chosen()).toBeUndefined();
    await page.goto('/settings');
    await page.getByRole('link', { name: 'Choose how you are told' }).click();
    await page.getByRole('checkbox', { name: 'A company asks: Mail' }).check();
    await page.getByRole('checkbox', { name: 'Send nothing at certain hours' }).check();
    await page.getByLabel('Until', { exact: true }).fill('22:00');
    await press('Save');
    await page.getByText('Write the address to which mail should go.').waitFor();
    await page.getByText('Choose two different times.').waitFor();
    await page.getByLabel('Your mail address').fill('alice');
    await page.getByText('This is no mail address.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Your mail address').fill('alice@mail.example');
    await page.getByLabel('Until', { exact: true }).fill('06:30');
    await press('Save');
    await page.getByText('Saved').waitFor();
    expect(await chosen()).toEqual({
      ...before,
      mailFor: ['request'],
      mail: 'alice@mail.example',
      quietHours: { from: '22:00', until: '06:30', timeZone: expect.any(String) },
    });
    await press('Undo');
    await expect.poll(chosen, soon).toEqual(before);
    await expect
      .poll(() => page.getByRole('checkbox', { name: 'A company asks: Mail' }).isChecked(), soon)
      .toBe(false);
  });

  it('is never written over what another app has chosen meanwhile', async () => {
    await page.getByRole('checkbox', { name: 'A company asks: Browser' }).check();
    const before = must(await chosen());
    const theirs = { ...before, allowedApps: [...before.allowedApps, 'https://zoo.example/id'] };
    await saveSettings(alice.pod, { settings: theirs, before });
    await press('Save');
    await page.getByText('Another app has changed your settings meanwhile.').waitFor();
    expect(await chosen()).toEqual(theirs);
    await press('Save');
    await expect.poll(chosen, soon).toEqual({ ...theirs, pushFor: ['request'] });
    // While it is being saved, another press does nothing.
    await page.locator('button[type=submit]:not([aria-disabled])', { hasText: 'Save' }).waitFor();
    await page.getByRole('checkbox', { name: 'A company asks: Browser' }).uncheck();
    await press('Save');
    await expect.poll(chosen, soon).toEqual(theirs);
  });

  it('can be in this browser, which learns only that there is something', async () => {
    await page.goto('/settings/notices');
    await page.getByText('No browser of yours is told.').waitFor();
    await press('Turn on in this browser');
    await page.getByText('This browser is told from now on.').waitFor();
    await page.getByText('One browser of yours is told.').waitFor();
    const ways = (await alice.app.call('GET', '/notices/ways')).body;
    const { push: offered } = ownerApi.noticeWaysSchema.parse(ways);
    expect(await page.evaluate('subscribedWith')).toBe(offered.publicKey);
    const script = await page.evaluate(
      'navigator.serviceWorker.ready.then((ready) => ready.active.scriptURL)',
    );
    expect(script).toBe(`${stage.dashboard}/service-worker.js`);
    await expect.poll(async () => (await chosen())?.pushFor, soon).toContain('request');
    await expect
      .poll(() => page.getByRole('checkbox', { name: 'A company asks: Browser' }).isChecked())
      .toBe(true);

    await stage.gateway.query(`DELETE FROM access_request WHERE came_by <> 'redirect'`);
    await ask();
    await expect.poll(() => laptop.received.length, soon).toBe(1);
    expect(JSON.parse(must(laptop.received[0]).text)).toEqual({
      text: 'There is something new at your dashboard.',
      dashboard: stage.dashboard,
    });
    await press('Turn off in this browser');
    await page.getByText('No browser of yours is told.').waitFor();
    expect(page.faults).toEqual([]);
  });
});
