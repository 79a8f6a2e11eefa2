import { listItems, saveTerms } from '@parley/pod-client';
import { NO_TERMS } from '@parley/protocol';
import type { AccessRequestEntry, Consent } from '@parley/vendor-sdk';
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
import { arrive, shownIn, tabTo } from '../support/request-page.ts';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { addIssue, addPreference, categoryOf, knowVendor } from '../support/seed-pod.ts';
import type { TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { must, onTheWire, poll, waitingRequests } from '../support/wire-asking.ts';
import { createWireVendor, type WireVendor } from '../support/wire-vendor.ts';

let stage: DashboardStage;
let acme: TestVendor;
let alice: TestOwner;
let wire: WireVendor;
/** Signed in as Alice, for all that follows. */
let page: WatchedPage;
/** By which the company knows her since its first consent. */
let subject: string;

const reading = { purpose: CUSTOMER_CARE };

beforeAll(async () => {
  acme = await startTestVendor();
  acme.document = { ...acme.document, contacts: ['help@acme.example'] };
  stage = await startDashboardStage({ localOrigins: [acme.origin] });
  alice = await stage.createOwner();
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  const drops = { title: 'The line drops', description: 'Every evening at eight', severity: 'high' };
  await addIssue(alice.pod, 'acme', drops);
  await addPreference(alice.pod, 'everyone', { topic: 'delivery', statement: 'To the neighbour' });
  await addPreference(alice.pod, 'everyone', { topic: 'repairs', statement: 'Never before nine' });
  wire = await createWireVendor(acme, stage.gateway.origin);
  page = await stage.openPage();
  await signIn(page, alice, '/requests');
});

afterAll(async () => {
  await stage?.stop();
  acme?.stop();
});

const come = (details: readonly AccessRequestEntry[]) =>
  arrive(page, { vendor: acme, gateway: stage.gateway.origin, details });
const chip = (name: string) => page.getByRole('checkbox', { name, exact: true });
const { press, inDialog, heading } = pageActs(() => page);

/** The company has the browser back, and redeems what it brings. */
async function redeem({ client, handle }: Awaited<ReturnType<typeof come>>): Promise<Consent> {
  await page.waitForURL(`${acme.redirectUri}?**`);
  return client.exchange({ callbackUrl: page.url(), handle });
}

/** The company asks by itself; equal requests would wait for the first one. */
let days = 20;
async function askWhileAway(parts: Partial<AccessRequestEntry> = {}) {
  days += 1;
  // Yesterday's requests do not count against today's.
  await stage.gateway.query(`UPDATE access_request SET asked_at = asked_at - interval '25 hours'`);
  const details = onTheWire(stage.gateway, [careRequest({ access: { until: inDays(days) }, ...parts })]);
  const asked = await wire.ask({ details, hint: subject });
  const request = must((await waitingRequests(alice))[0]);
  return { authReqId: asked.body['auth_req_id'], request };
}

describe('a request that a company’s page brings', () => {
  it('shows who asks and the own values, follows each tap, and gives exactly what was shown', async () => {
    await page.getByText('Nobody is asking').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const asked = await come([
      careRequest({
        actions: ['read', 'converse'],
        filter: { preferences: { topics: ['delivery', 'repairs'] } },
        recipients: ['Globex'],
      }),
    ]);
    await heading('Acme Broadband asks').waitFor();
    await page.getByText(new URL(acme.origin).host, { exact: true }).waitFor();
    await page.getByText('Nobody else has checked the name.').waitFor();
    await page.getByText('Faster repairs without repeating yourself').waitFor();
    await page.getByText('The line drops').waitFor();
    await expect.poll(() => chip('the description').isChecked()).toBe(false);
    await expect
      .poll(() => chip('write messages into your issues, and begin some itself').isChecked())
      .toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);

    await chip('whether it is open or closed').uncheck();
    await page.getByText('It says that it needs whether it is open or closed.').waitFor();
    await chip('the description').check();
    await page.getByText('Every evening at eight').waitFor();
    await chip('repairs').uncheck();
    await page.getByText('Never before nine').waitFor({ state: 'detached' });
    await chip('Globex').uncheck();
    await page.getByRole('radio', { name: 'A month' }).check();
    const shown = {
      issues: await shownIn(page, 'Your issues'),
      preferences: await shownIn(page, 'Your preferences'),
    };
    await press('Share this');

    const consent = await redeem(asked);
    const [entry] = consent.details;
    expect(entry).toMatchObject({
      actions: ['read'],
      recipients: [],
      fields: { issues: { required: ['title', 'kind', 'createdAt'], optional: ['description'] } },
      filter: { preferences: { topics: ['delivery'] } },
    });
    expect(Date.parse(consent.until)).toBeLessThan(Date.parse(inDays(32)));
    const [issue, ...others] = await listOf(consent.issues.list(reading));
    expect(others).toEqual([]);
    const read = await consent.issues.get(must(issue).id, reading);
    expect(shown.issues).toEqual([
      {
        'the title': read.title,
        'what kind of issue it is': read.kind,
        'when you wrote it': expect.any(String),
        'the description': read.description,
      },
    ]);
    expect(Object.keys(read).sort()).toEqual(['createdAt', 'description', 'id', 'kind', 'title']);
    const preferences = await listOf(consent.preferences.list(reading));
    expect(shown.preferences).toEqual(
      preferences.map(({ topic, statement }) => ({
        'what it is about': topic,
        'what you want, in your words': statement,
        'how much it matters': 'I prefer it',
      })),
    );
    expect(preferences.map(({ statement }) => statement)).toEqual(['To the neighbour']);
    expect(page.faults).toEqual([]);
    ({ subject } = consent);
  });

  it('can be refused by the keyboard alone, and the company learns only that', async () => {
    const { client, handle } = await come([careRequest()]);
    const title = chip('the title');
    await tabTo(page, title);
    await page.keyboard.press('Space');
    await expect.poll(() => title.isChecked()).toBe(false);
    await tabTo(page, page.getByRole('button', { name: 'Share nothing' }));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Share nothing with Acme Broadband?' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await tabTo(page, inDialog('Share nothing'));
    await page.keyboard.press('Enter');
    await page.waitForURL(`${acme.redirectUri}?**`);
    await expect(client.exchange({ callbackUrl: page.url(), handle })).rejects.toMatchObject({
      code: 'access_denied',
    });
  });

  it('goes no further than the own terms with one tap', async () => {
    await saveTerms(alice.pod, { terms: { ...NO_TERMS, longestAccess: 'P30D', recipients: 'none' } });
    const asked = await come([careRequest({ recipients: ['Globex'] })]);
    await page.getByText('It wants to read for longer than your terms allow.').waitFor();
    await page.getByText('It passes your data on, and your terms allow nobody else.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await press('Only what fits my terms');
    await page.getByText('What you have chosen is within your own terms.').waitFor();
    await expect.poll(() => chip('Globex').isChecked()).toBe(false);
    await press('Share this');
    const { details } = await redeem(asked);
    expect(details[0]?.recipients).toEqual([]);
    expect(Date.parse(details[0]?.access.until ?? '')).toBeLessThan(Date.parse(inDays(31)));
    expect(page.faults).toEqual([]);
  });
});

describe('a request that came while one was away', () => {
  it('waits in the list, is shared, read, and stopped again', async () => {
    const { authReqId } = await askWhileAway();
    await page.goto('/requests');
    const row = page.getByRole('link', { name: /Acme Broadband.*Customer care.*decide by/ });
    await row.first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await row.first().click();
    await page.getByText('It asked by itself').waitFor();
    await page.getByText('Order 4711').waitFor();
    await page.getByText('The line drops').waitFor();
    await press('Share this');
    await heading('You share this with Acme Broadband').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const { body } = await poll(wire, authReqId);
    const accessToken = String(body['access_token']);
    expect((await wire.read('/v1/issues', { accessToken, ...reading })).body).toMatchObject({
      items: [{ title: 'The line drops' }],
    });
    await press('Stop it again');
    await page.getByText('It is stopped.').waitFor();
    expect((await wire.read('/v1/issues', { accessToken, ...reading })).status).toBe(401);
  });

  it('is refused with quiet for a while, which can be taken back', async () => {
    const { request } = await askWhileAway();
    const silences = async () =>
      ((await alice.app.call('GET', '/silences')).body as { silences: { vendorId: string }[] }).silences;
    await page.goto(`/requests/${request.requestId}`);
    await press('Share nothing');
    await page.getByLabel('When may it ask again?').selectOption('30');
    await inDialog('Share nothing').click();
    await heading('You share nothing with Acme Broadband').waitFor();
    expect(await silences()).toMatchObject([{ vendorId: acme.clientId }]);
    await press('Let it ask again');
    await page.getByText('It may ask you again.').waitFor();
    expect(await silences()).toEqual([]);
  });

  it('is put off with a question, which is kept among the issues and begun as a mail', async () => {
    const { request } = await askWhileAway();
    await page.goto(`/requests/${request.requestId}`);
    await press('Ask a question');
    await inDialog('Keep the question').click();
    await page.getByText('Write your question first.').waitFor();
    await page.getByLabel('Your question').fill('Why the title?\nAnd for how long?');
    await inDialog('Keep the question').click();
    const mail = page.getByRole('dialog').getByRole('link');
    await mail.waitFor();
    expect(await mail.getAttribute('href')).toBe(
      'mailto:help%40acme.example?subject=A%20question%20about%20your%20request&body=Why%20the%20title%3F%0AAnd%20for%20how%20long%3F',
    );
    expect(await accessibilityFaults(page)).toEqual([]);
    await inDialog('Decide later').click();
    await heading('You decide later').waitFor();
    const items = await listOf(listItems(alice.pod, { category: categoryOf('issues') }));
    expect(items.map(({ fields, audience }) => [fields['kind'], audience])).toContainEqual([
      'question',
      ['acme'],
    ]);
    await page.getByRole('link', { name: 'Requests' }).last().click();
    await page.getByRole('link', { name: /You decide later/ }).click();
    await page.getByRole('button', { name: 'Share this' }).waitFor();
    await page.getByRole('button', { name: 'Decide later' }).waitFor({ state: 'detached' });
  });

  it('says so where the pod is down, and still lets one refuse', async () => {
    const [request] = await waitingRequests(alice);
    const end = await makeTrouble(page, /\/preview\?/, (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        headers: { 'access-control-allow-origin': '*' },
        body: JSON.stringify(UNAVAILABLE),
      }),
    );
    await page.goto(`/requests/${must(request).requestId}`);
    await page.getByText('It cannot be reached just now.').first().waitFor();
    await end();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByText('The line drops').waitFor();
    await press('Share nothing');
    await inDialog('Share nothing').click();
    await heading('You share nothing with Acme Broadband').waitFor();
    await page.getByRole('link', { name: 'Requests' }).last().click();
    await page.getByText(/that are over/).click();
    await page
      .getByRole('link', { name: /You shared nothing/ })
      .first()
      .click();
    await page.getByText('If the company asks again, it appears among your requests.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(page.faults).toEqual([]);
  });
});

const UNAVAILABLE = {
  type: 'https://parley.example/problems#temporarily_unavailable',
  title: 'Temporarily unavailable',
  status: 503,
  detail: 'the pod',
  instance: 'urn:uuid:00000000-0000-0000-0000-000000000000',
  code: 'temporarily_unavailable',
};
