// The team's desk as the team sees it: inbox, thread, answer, what became of who left, measures.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Acme, startAcme } from 'acme-support-desk';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { type DashboardStage, startDashboardStage, type WatchedPage } from '../support/dashboard-stage.ts';
import { createDeskDatabase, type DeskDatabase } from '../support/desk-database.ts';
import { addIssue, addPreference, knowVendor } from '../support/seed-pod.ts';
import type { TestOwner } from '../support/test-owner.ts';

const SCRIPT = '<img src=x onerror="pwned=1">';

let stage: DashboardStage;
let database: DeskDatabase;
let dataDir: string;
let acme: Acme;
let alice: TestOwner;
let page: WatchedPage;

beforeAll(async () => {
  const port = await freePort();
  dataDir = await mkdtemp(join(tmpdir(), 'parley-desk-'));
  stage = await startDashboardStage({ localOrigins: [`http://localhost:${port}`] });
  database = await createDeskDatabase(inject('postgresUrl'));
  const pace = { lookEveryMs: 1_000, staleMs: 5_000 };
  acme = await startAcme({ port, gateway: stage.gateway.origin, databaseUrl: database.url, dataDir, pace });
  alice = await stage.createOwner();
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  const severity = 'high';
  for (const title of ['The line drops', 'The bill is wrong'])
    await addIssue(alice.pod, 'acme', { title, severity, description: `Every evening ${SCRIPT}` });
  await addPreference(alice.pod, ['acme'], { topic: 'contact', statement: 'Write, do not call' });
  const browser = createBrowser();
  const asking = await browser.submit(`${acme.url}connect`, {});
  const request = await alice.app.claim(asking.url, browser);
  await browser.open((await request.give(request.details)).continueUrl);
  page = await stage.openPage();
});

afterAll(async () => {
  await acme?.stop();
  await database?.drop();
  await stage?.stop();
  if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
});

const heading = (name: string) => page.getByRole('heading', { name });

/** Nothing ran, nothing came from elsewhere, everybody can use it. */
async function expectAccessible(): Promise<void> {
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate('typeof pwned')).toBe('undefined');
  expect(page.faults).toEqual([]);
}

it('lets nobody in without the password, and shows who has it what customers have approved', async () => {
  await page.goto(`${acme.team.url}/measures`);
  await heading('For our support team').waitFor();
  await expectAccessible();
  await page.getByLabel('Password').fill(acme.team.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await heading('Inbox').waitFor();
  const rows = () => page.reload().then(() => page.getByRole('link', { name: /^The/ }).count());
  await expect.poll(rows, { timeout: 120_000, interval: 1_000 }).toBe(2);
  await expectAccessible();
});

it('shows an issue with what is hostile in it as text, and sends an answer once', async () => {
  await page.getByRole('link', { name: 'The line drops' }).click();
  await page.getByText(`Every evening ${SCRIPT}`, { exact: true }).waitFor();
  await page.getByText('Write, do not call').waitFor();
  await page.getByLabel('Your answer').fill('We have it.\nSomebody looks tonight.');
  await page.getByLabel('What you propose').selectOption('acknowledged');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Your answer stands in the customer’s pod.').waitFor();
  await page.getByText('proposes: we have seen it').waitFor();
  await page.getByText('Acme, a person').waitFor();
  await expectAccessible();
});

it('says what it did with a preference', async () => {
  await page.getByText('Say what we did with it').click();
  await page.getByRole('button', { name: 'We did so' }).click();
  await page.getByText('we did so', { exact: true }).waitFor();
  expect(page.faults).toEqual([]);
});

it('measures without a score, and says nothing of too few', async () => {
  await page.getByRole('link', { name: 'How it went' }).click();
  await page.getByText('1 case: too few to say').first().waitFor();
  await page.getByText('The same as a table').first().click();
  await page.getByRole('rowheader', { name: 'To the first answer', exact: true }).waitFor();
  await expectAccessible();
});

it('shows of who has left that it ended, was deleted and reported, and nothing else', async () => {
  const [consent] = await alice.app.consents();
  await alice.app.withdraw(consent?.consentId ?? '');
  await page.goto(acme.team.url);
  const said = () =>
    page.reload().then(() => page.getByText(/ended on .*, deleted on .*, report signed/).count());
  await expect.poll(said, { timeout: 120_000, interval: 1_000 }).toBe(1);
  expect(await page.getByText('The line drops').count()).toBe(0);
  await expectAccessible();
});
