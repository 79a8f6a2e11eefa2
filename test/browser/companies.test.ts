// The list of companies, circles, and the companies that one enters and invites oneself.
import { listItems, readVendors, saveVendor } from '@parley/pod-client';
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
import { makeTrouble, withNothing, withStatus } from '../support/make-trouble.ts';
import { showMany } from '../support/many-companies.ts';
import { pageActs } from '../support/page-acts.ts';
import { tabTo } from '../support/request-page.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, categoryOf, knowVendor } from '../support/seed-pod.ts';
import type { TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { must, onTheWire, poll } from '../support/wire-asking.ts';
import { createWireVendor } from '../support/wire-vendor.ts';

let stage: DashboardStage;
let acme: TestVendor;
let globex: TestVendor;
let initech: TestVendor;
let alice: TestOwner;
/** What Alice has given to the two. */
let toAcme: Consent;
let toGlobex: Consent;
/** Signed in as Alice, for all that follows. */
let page: WatchedPage;

const reading = { purpose: CUSTOMER_CARE };

beforeAll(async () => {
  [acme, globex, initech] = await Promise.all([
    startTestVendor({ name: 'Acme Broadband' }),
    startTestVendor({ name: 'Globex Power' }),
    startTestVendor({ name: 'Initech Bikes' }),
  ]);
  stage = await startDashboardStage({ localOrigins: [acme.origin, globex.origin, initech.origin] });
  alice = await stage.createOwner();
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await saveVendor(alice.pod, { vendor: { id: 'baker', name: 'Corner Bakery', circles: [] } });
  await addIssue(alice.pod, 'acme', { title: 'The line drops' });
  const way = { gateway: stage.gateway.origin, owner: alice.app };
  toAcme = await acme.obtain({ ...way, details: [careRequest({ recipients: ['Hooli Cloud'] })] });
  toGlobex = await globex.obtain({ ...way, details: [careRequest()] });
  page = await stage.openPage();
  await signIn(page, alice, '/companies');
});

afterAll(async () => {
  await stage?.stop();
  for (const vendor of [acme, globex, initech]) vendor?.stop();
});

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const press = (name: string) => button(name).click();
/** What is said goes by itself, but not under the pointer. */
const said = (text: string) => page.getByText(text).hover();
const { inDialog } = pageActs(() => page);
const card = (name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
const namesShown = () => page.getByRole('listitem').getByRole('heading', { level: 2 }).allTextContents();
const mayRead = (consent: Consent): Promise<true | string> =>
  listOf(consent.issues.list(reading)).then(
    () => true,
    (fault: { code: string }) => fault.code,
  );

describe('the list of companies', () => {
  it('says what each may see and what it did with it, next to those that she entered herself', async () => {
    expect((await listOf(toAcme.issues.list(reading))).map(({ title }) => title)).toEqual(['The line drops']);
    await listOf(toAcme.preferences.list(reading));
    await page.reload();
    const shown = card('Acme Broadband');
    await shown.getByText(new URL(acme.origin).host, { exact: true }).waitFor();
    await shown.getByText('May read', { exact: true }).waitFor();
    await shown.getByText('your issues (7 details) and your preferences (5 details)').waitFor();
    await shown.getByText('Customer care', { exact: true }).waitFor();
    await shown.getByText(/^since .*, until /).waitFor();
    await shown.getByText(/^last on .* · 2 times this month$/).waitFor();
    await shown.getByText('Hooli Cloud', { exact: true }).waitFor();
    await card('Globex Power').getByText('never so far').waitFor();
    await card('Corner Bakery').getByText('It reads nothing of yours.').waitFor();
    expect(await namesShown()).toEqual(['Acme Broadband', 'Globex Power', 'Corner Bakery']);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(page.faults).toEqual([]);
  });

  it('finds, filters and orders, and keeps that in the address', async () => {
    await page.getByRole('searchbox', { name: 'Find' }).fill('bAKe');
    await expect.poll(namesShown).toEqual(['Corner Bakery']);
    await page.getByRole('searchbox', { name: 'Find' }).fill('nobody');
    await press('Show all companies');
    await page.getByLabel('Order').selectOption('reads');
    await page.getByRole('radio', { name: 'May read (2)' }).check();
    expect(new URL(page.url()).search).toBe('?show=sharing&sort=reads');
    await page.reload();
    await card('Acme Broadband').waitFor();
    expect(await namesShown()).toEqual(['Acme Broadband', 'Globex Power']);
  });

  it('asks about a company that has read nothing for 60 days', async () => {
    await stage.gateway.query(`UPDATE consent SET given_at = now() - interval '61 days' WHERE id = $1`, [
      toGlobex.id,
    ]);
    await page.goto('/companies');
    await page.getByText('1 company has read nothing for 60 days.').waitFor();
    await press('Show them');
    await expect.poll(namesShown).toEqual(['Globex Power']);
    await card('Globex Power').getByText('Does it still need it?').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('pauses one by the keyboard, and takes it back where it says so', async () => {
    await page.goto('/companies');
    await tabTo(page, button('Pause: Globex Power'));
    await page.keyboard.press('Enter');
    await said('Globex Power is paused.');
    expect(await mayRead(toGlobex)).toBe('consent_paused');
    await tabTo(page, button('Undo'));
    await page.keyboard.press('Enter');
    await page.getByText('Globex Power may read again.').waitFor();
    expect(await mayRead(toGlobex)).toBe(true);
  });

  it('is there without her own entries where the pod does not answer', async () => {
    const end = await makeTrouble(page, `${alice.container}vendors.ttl`, withStatus(503));
    await page.goto('/companies');
    await page.getByText('cannot be read from your pod just now').waitFor();
    await card('Acme Broadband').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await end();
    await press('Try again');
    await card('Corner Bakery').waitFor();
    expect(page.faults).toEqual([]);
  });

  it('stays quick with 500 companies', async () => {
    const asItWas = await showMany(page, { count: 500, like: toAcme });
    await page.goto('/companies');
    await page.getByText('502 companies', { exact: true }).waitFor();
    expect(
      await page
        .getByRole('listitem')
        .filter({ has: page.locator('h2') })
        .count(),
    ).toBeLessThan(40);
    await page.getByRole('searchbox', { name: 'Find' }).fill('company 477');
    await expect.poll(namesShown).toEqual(['Company 477']);
    await page.getByRole('searchbox', { name: 'Find' }).fill('');
    await page.getByLabel('Order').selectOption('reads');
    await expect.poll(namesShown).toContain('Company 499');
    const toEnd = async () => {
      await page.evaluate('scrollTo(0, document.body.scrollHeight)');
      return card('Corner Bakery').count();
    };
    await expect.poll(toEnd, { timeout: 60_000 }).toBe(1);
    expect(
      await page
        .getByRole('listitem')
        .filter({ has: page.locator('h2') })
        .count(),
    ).toBeLessThan(40);
    await press('Stop all 500');
    await page.getByRole('dialog', { name: 'Stop 500 companies?' }).waitFor();
    await inDialog('Cancel').click();
    await asItWas();
    expect(page.faults).toEqual([]);
  });
});

describe('circles', () => {
  const circles = async () => {
    const { vendors, circles: all } = await readVendors(alice.pod);
    return all.map(({ id, name }) => [
      name,
      vendors.flatMap((each) => (each.circles.includes(id) ? [each.clientId ?? each.id] : [])),
    ]);
  };

  it('are made, filled, renamed and deleted, and each step is taken back where it is said', async () => {
    await page.goto('/companies');
    await page.getByRole('link', { name: 'Circles' }).click();
    await page.getByText('There is no circle yet').waitFor();
    await press('Make the circle');
    await page.getByText('Give it a name first.').waitFor();
    await page.getByLabel('Name of a new circle').fill('Utilities');
    await press('Make the circle');
    await page.getByText('There is a circle Utilities now.').waitFor();
    const find = page.getByRole('searchbox', { name: 'Add a company to Utilities' });
    await find.fill('glob');
    await press('Add Globex Power');
    await page.getByText('Globex Power is in Utilities now.').waitFor();
    await find.fill('baker');
    await press('Add Corner Bakery');
    await said('Corner Bakery is in Utilities now.');
    await press('Undo');
    await page.getByText('Corner Bakery is no longer in Utilities.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await circles()).toEqual([['Utilities', [globex.clientId]]]);

    await press('Rename Utilities');
    await page.getByLabel('New name').fill('House');
    await press('Save');
    await page.getByText('It is called House now.').waitFor();
    await press('Delete the circle House');
    await said('House is deleted.');
    expect(await circles()).toEqual([]);
    await press('Undo');
    await page.getByText('House is back.').waitFor();
    expect(await circles()).toEqual([['House', [globex.clientId]]]);

    await page.getByRole('link', { name: 'Companies', exact: true }).click();
    await page.getByLabel('Circle').selectOption('House');
    await expect.poll(namesShown).toEqual(['Globex Power']);
    expect(page.faults).toEqual([]);
  });
});

describe('a company that she enters herself', () => {
  /** What the link is, as it is shown this once. */
  let link: string;

  it('is written to and invited, with a link, a mail and a code', async () => {
    await page.goto('/companies');
    await page.getByRole('link', { name: 'Add a company' }).click();
    await page.getByLabel('What you call it').fill('Bike shop');
    await page.getByLabel('Its website').fill('bikes');
    await press('Add it');
    await page.getByText('That is no web address.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Its website').fill(initech.origin);
    await press('Add it');
    await heading('Bike shop').waitFor();
    await press('Keep it');
    await page.getByText('Say in a few words what it is about.').waitFor();
    await page.getByLabel('What is it?').selectOption('complaint');
    await page.getByLabel('In a few words').fill('The brake squeaks');
    await page.getByLabel('What you want to say').fill('Since the last service');
    await press('Keep it');
    await page.getByText('complaint · open').waitFor();
    await page.getByLabel('About which issue?').selectOption('The brake squeaks');
    await press('Make the link');
    await page.getByText('The link is shown only now.').waitFor();
    link = await page.getByLabel('The link', { exact: true }).inputValue();
    expect(link.startsWith(`${stage.gateway.origin}/invitation/`)).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('img', { name: 'The link as a QR code' }).waitFor();
    const mail = await page.getByRole('link', { name: 'Write a mail with it' }).getAttribute('href');
    expect(new URL(mail ?? '').searchParams.get('body')).toContain(`\r\n${link}\r\n`);
    const issue = must(
      (await listOf(listItems(alice.pod, { category: categoryOf('issues') }))).find(
        ({ fields }) => fields['title'] === 'The brake squeaks',
      ),
    );
    const entry = must((await readVendors(alice.pod)).vendors.find(({ name }) => name === 'Bike shop'));
    expect([issue.fields['kind'], issue.audience]).toEqual(['complaint', [entry.id]]);
    await page.getByRole('link', { name: /The brake squeaks/ }).click();
    await page.getByText('Since the last service').waitFor();
    expect(page.faults).toEqual([]);
  });

  it('asks with the link, is known as the same, and reads what was written to it', async () => {
    const wire = await createWireVendor(initech, stage.gateway.origin);
    const asked = await wire.ask({ details: onTheWire(stage.gateway, [careRequest()]), hint: link });
    await page.goto('/companies/invitations');
    await page.getByText('Used', { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'See what it asks' }).click();
    await page.getByText('You have an entry of this site.').waitFor();
    await press('It is the same');
    await page.getByText('Your entry and Initech Bikes belong together now.').waitFor();
    await press('Share this');
    await heading('You share this with Initech Bikes').waitFor();
    const { body } = await poll(wire, asked.body['auth_req_id']);
    const accessToken = String(body['access_token']);
    const titles = async () => {
      const read = await wire.read('/v1/issues', { accessToken, ...reading });
      return (read.body['items'] as { title: string }[]).map(({ title }) => title);
    };
    // The gateway sees the entry as it is now within its bound.
    await expect.poll(titles, { timeout: 60_000, interval: 500 }).toEqual(['The brake squeaks']);
    await page.goto('/companies');
    await card('Initech Bikes').getByText('Bike shop').waitFor();
    expect(page.faults).toEqual([]);
  });

  it('has an invitation that is taken back, and an entry that comes back after it was taken off', async () => {
    await page.goto('/companies/add');
    await page.getByLabel('What you call it').fill('Corner bakery');
    await press('Add it');
    await page.getByText('Corner Bakery is in your list already.').waitFor();
    await page.getByRole('link', { name: 'Open it' }).click();
    await page.getByText('Enter its website first').waitFor();
    await page.getByLabel('Its website').fill('bakery.example');
    await press('Save');
    await page.getByText('It works only for the company that is at bakery.example.').waitFor();
    await press('Make the link');
    await page.getByText('The link is shown only now.').waitFor();
    await page.getByRole('link', { name: 'To the companies' }).click();
    await page.getByRole('link', { name: 'Invitations' }).click();
    await press('Take back the invitation for Corner Bakery');
    await inDialog('Take back').click();
    await page.getByText('Taken back', { exact: true }).waitFor();
    await page.goto('/companies/known/baker');
    await press('Take it off the list');
    await said('Corner Bakery is off your list.');
    await press('Undo');
    await page.getByText('Corner Bakery is back in your list.').waitFor();
    await card('Corner Bakery').waitFor();
    expect(page.faults).toEqual([]);
  });
});

describe('all companies at once', () => {
  it('are paused and go on, with what came of it', async () => {
    await page.goto('/companies');
    await press('Pause all 3');
    await page.getByRole('dialog', { name: 'Pause 3 companies?' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await inDialog('Pause all 3').click();
    await page.getByText('3 companies are paused').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await Promise.all([toAcme, toGlobex].map(mayRead))).toEqual(['consent_paused', 'consent_paused']);
    await inDialog('Close').click();
    await card('Acme Broadband').getByText('Paused', { exact: true }).waitFor();
    await press('Let all 3 go on');
    await inDialog('Let all 3 go on').click();
    await page.getByText('3 companies may read again').waitFor();
    await inDialog('Close').click();
    expect(await Promise.all([toAcme, toGlobex].map(mayRead))).toEqual([true, true]);
  });

  it('are stopped for good: one is told to the pod later, one only at the second try', async () => {
    const stopOf = ({ id }: Consent) => new RegExp(`/consents/${id}/withdraw/`);
    await page.route(stopOf(toAcme), async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), pod: 'pending' } });
    });
    const end = await makeTrouble(page, stopOf(toGlobex), withNothing);
    await press('Stop all 3');
    await inDialog('Stop all 3').click();
    await page.getByText('1 is stopped, and your pod is told later').waitFor();
    await page.getByText('1 did not work').waitFor();
    await page.getByText('There is no answer.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await Promise.all([toAcme, toGlobex].map(mayRead))).toEqual(['consent_withdrawn', true]);
    await end();
    await inDialog('Try these again').click();
    await page.getByText('1 company is stopped').waitFor();
    expect(await mayRead(toGlobex)).toBe('consent_withdrawn');
    await inDialog('Close').click();
    await page.getByRole('radio', { name: 'Ended (3)' }).check();
    await card('Acme Broadband').getByText('You stopped it').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('are nothing to anybody else', async () => {
    const bob = await stage.createOwner();
    const his = await stage.openPage();
    await signIn(his, bob, '/companies');
    await his.getByText('No company may read anything').waitFor();
    await his.getByRole('link', { name: 'Invitations' }).click();
    await his.getByText('You have made no invitation').waitFor();
    const entry = must((await readVendors(alice.pod)).vendors.find(({ name }) => name === 'Bike shop'));
    await his.goto(`/companies/known/${entry.id}`);
    await his.getByText('This company is not in your list').waitFor();
    expect(his.faults).toEqual([]);
  });
});
