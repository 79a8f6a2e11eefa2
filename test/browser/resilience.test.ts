// The dashboard goes on: when the gateway is started anew, the network or the pod is away, or the sign-in has ended.
import { readSettings } from '@parley/pod-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type DashboardStage,
  signIn,
  startDashboardStage,
  type WatchedPage,
} from '../support/dashboard-stage.ts';
import { makeTrouble, withNothing, withStatus } from '../support/make-trouble.ts';
import { careRequest } from '../support/requests.ts';
import type { TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { must, onTheWire } from '../support/wire-asking.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

let stage: DashboardStage;
let acme: TestVendor;
let alice: TestOwner;
let consent: WireConsent;
/** Signed in as Alice, for all that follows. */
let page: WatchedPage;

beforeAll(async () => {
  acme = await startTestVendor();
  stage = await startDashboardStage({ localOrigins: [acme.origin] });
  alice = await stage.createOwner();
  const { gateway } = stage;
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
  page = await stage.openPage();
  await signIn(page, alice);
});

afterAll(async () => {
  await stage?.stop();
  acme?.stop();
});

const place = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true });
const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
const byBrowser = () => page.getByRole('checkbox', { name: 'A company asks: Browser' });

/** What the browser notes while something is away is what is tried here; nothing else may be wrong. */
function expectOnlyAway(): void {
  const others = page.faults.splice(0).filter((fault) => !/ERR_|503|401/.test(fault));
  expect(others).toEqual([]);
}

describe('the pages', () => {
  it('go on with a gateway that was started anew, and show what comes without a reload', async () => {
    await page.getByText('Nothing waits for you.').waitFor();
    await page.evaluate('window.isTheSamePage = true');
    await stage.gateway.restart();
    const [known] = await stage.gateway.query<{ subject: string }>('SELECT subject FROM consent');
    const details = onTheWire(stage.gateway, [careRequest({ benefit: 'Order 4711' })]);
    await consent.wire.ask({ details, hint: must(known).subject });
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Acme Broadband.*decide by/ })
      .waitFor();
    await page.getByRole('link', { name: 'Notices, 1 new' }).waitFor();
    expect(await page.evaluate('window.isTheSamePage')).toBe(true);
    expectOnlyAway();
  });

  it('say that there is no answer, and go on where there is one again', async () => {
    await page.context().setOffline(true);
    await place('Activity').click();
    await page.getByRole('alert').getByText('There is no answer.').first().waitFor();
    await page.context().setOffline(false);
    await page.getByRole('alert').first().waitFor({ state: 'detached' });
    await page.getByRole('main').locator('li[aria-posinset]').first().waitFor();
    expectOnlyAway();
  });

  it('say that the pod is away, and go on where it is back', async () => {
    const end = await makeTrouble(page, `${alice.container}**`, withNothing);
    await place('Settings').click();
    await page.getByRole('link', { name: 'Choose how you are told' }).click();
    await page.getByRole('alert').getByText('Your pod does not answer just now.').first().waitFor();
    await end();
    await press('Try again');
    await byBrowser().waitFor();
    expectOnlyAway();
  });

  it('keep what was begun when the sign-in has ended, and come back to it', async () => {
    await byBrowser().check();
    const settings = `${alice.container}settings.ttl`;
    const end = await makeTrouble(page, settings, withStatus(401));
    await press('Save');
    const dialog = page.getByRole('dialog', { name: 'Your sign-in has ended' });
    await dialog.waitFor();
    await end();
    await dialog.getByRole('button', { name: 'Sign in again' }).click();
    await page.getByRole('button', { name: 'Authorize' }).click();
    await byBrowser().waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/notices');
    await expect.poll(() => byBrowser().isChecked()).toBe(true);
    await press('Save');
    await page.getByText('Saved').waitFor();
    expect(await readSettings(alice.pod)).toMatchObject({ pushFor: ['request'] });
    expectOnlyAway();
  });
});
