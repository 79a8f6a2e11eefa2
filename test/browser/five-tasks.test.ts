// What a person comes here for takes at most three clicks from the first page.
import type { Consent } from '@parley/vendor-sdk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type DashboardStage,
  signIn,
  startDashboardStage,
  type WatchedPage,
} from '../support/dashboard-stage.ts';
import { listOf } from '../support/list-of.ts';
import { pageActs } from '../support/page-acts.ts';
import { arrive } from '../support/request-page.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import type { TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { onTheWire } from '../support/wire-asking.ts';
import { createWireVendor } from '../support/wire-vendor.ts';

let stage: DashboardStage;
let acme: TestVendor;
let alice: TestOwner;
/** Signed in as Alice, for all that follows. */
let page: WatchedPage;
let consent: Consent;

beforeAll(async () => {
  acme = await startTestVendor();
  stage = await startDashboardStage({ localOrigins: [acme.origin] });
  alice = await stage.createOwner({ connect: false });
  page = await stage.openPage();
  await page.addInitScript("presses = 0; addEventListener('pointerdown', () => { presses += 1; }, true)");
  await signIn(page, alice);
});

afterAll(async () => {
  await stage?.stop();
  acme?.stop();
});

const MOST = 3;
const link = (name: string | RegExp) => page.getByRole('main').getByRole('link', { name });
const { press, inDialog } = pageActs(() => page);
const readIssues = () => listOf(consent.issues.list({ purpose: CUSTOMER_CARE }));

/** Begins on the first page, and counts each press of the pointer. */
async function clicksOf(task: () => Promise<void>): Promise<number> {
  await page.getByRole('link', { name: 'Start', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
  await page.evaluate('presses = 0');
  await task();
  return Number(await page.evaluate('presses'));
}

it('connecting the pod', async () => {
  const clicks = await clicksOf(async () => {
    await link('Connect your pod').click();
    await press('Connect');
    await page.getByText('Your pod is connected').waitFor();
  });
  expect(clicks).toBeLessThanOrEqual(MOST);
  expect((await alice.app.call('GET', '/connection')).body).toMatchObject({ container: alice.container });
});

it('finding out who read what', async () => {
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'The line drops' });
  const gateway = stage.gateway.origin;
  const { client, handle } = await arrive(page, { vendor: acme, gateway, details: [careRequest()] });
  await press('Share this');
  await page.waitForURL(`${acme.redirectUri}?**`);
  consent = await client.exchange({ callbackUrl: page.url(), handle });
  expect(await readIssues()).toMatchObject([{ title: 'The line drops', state: 'open' }]);
  await page.goto('/');
  const clicks = await clicksOf(async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Activity' }).click();
    await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
    const entries = page.getByRole('main').locator('li[aria-posinset]');
    await entries
      .filter({ hasText: 'Acme Broadband' })
      .filter({ hasText: 'Read your issues' })
      .first()
      .waitFor();
  });
  expect(clicks).toBeLessThanOrEqual(MOST);
});

it('deciding a request', async () => {
  const wire = await createWireVendor(acme, stage.gateway.origin);
  const details = onTheWire(stage.gateway, [careRequest({ benefit: 'Order 4711' })]);
  await wire.ask({ details, hint: consent.subject });
  const clicks = await clicksOf(async () => {
    await link(/^Acme Broadband.*decide by/).click();
    await press('Share nothing');
    await inDialog('Share nothing').click();
    await page.getByRole('heading', { name: 'You share nothing with Acme Broadband' }).waitFor();
  });
  expect(clicks).toBeLessThanOrEqual(MOST);
});

it('taking one field away from a company', async () => {
  const clicks = await clicksOf(async () => {
    await link(/^Acme Broadband.*last read/).click();
    await page.getByRole('checkbox', { name: 'whether it is open or closed', exact: true }).uncheck();
    await press('Take it away');
    await page.getByText('It is taken away.').first().waitFor();
  });
  expect(clicks).toBeLessThanOrEqual(MOST);
  const [issue] = await readIssues();
  expect(issue).toMatchObject({ title: 'The line drops' });
  expect(issue).not.toHaveProperty('state');
});

it('stopping a company', async () => {
  const clicks = await clicksOf(async () => {
    await link(/^Acme Broadband.*last read/).click();
    await press('Stop it');
    await inDialog('Stop it').click();
    await page.getByText('It is stopped.').first().waitFor();
  });
  expect(clicks).toBeLessThanOrEqual(MOST);
  await expect(readIssues()).rejects.toMatchObject({ code: 'consent_withdrawn' });
  expect(page.faults).toEqual([]);
});
