// What companies begin, as the person finds it: among her issues once she opens it, gone when she does not want it, and muted.
import { readItem, readOpened } from '@parley/pod-client';
import type { ThreadMessage } from '@parley/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { type IssuesStage, startIssuesStage } from '../support/issues-stage.ts';
import { pageActs } from '../support/page-acts.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { categoryOf } from '../support/seed-pod.ts';
import { must } from '../support/wire-asking.ts';

const category = categoryOf('issues');
const purpose = CUSTOMER_CARE;
const soon = { timeout: 90_000, interval: 500 };
let stage: IssuesStage;
let acme: IssuesStage['acme'];
let alice: IssuesStage['alice'];
let consent: IssuesStage['consent'];
let page: IssuesStage['page'];

beforeAll(async () => {
  stage = await startIssuesStage(careRequest({ actions: ['read', 'converse'] }));
  ({ acme, alice, consent, page } = stage);
});

afterAll(() => stage?.stop());

const { press, goTo } = pageActs(() => page);
const open = (title: string, content = 'It can get hot') =>
  consent.openIssue({ purpose, kind: 'recall', title, content });
const waiting = async () => must(await readOpened(alice.pod, { category }));
const card = (title: string) => page.getByRole('region', { name: title });

it('shows what a company begins as it comes, and it becomes an issue once it is opened', async () => {
  await page.getByText('No issue yet').waitFor();
  const title = '<img src=x onerror="pwned=1"> Recall';
  const { id } = await open(title);
  const begun = card(title);
  await begun.getByText('Begun by Acme').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const { id: inPod } = must((await waiting()).openings[0]);
  await begun.getByRole('link', { name: 'Open' }).click();
  const thread = page.getByRole('log', { name: 'Messages' });
  await thread.getByText('It can get hot').waitFor();
  await page.getByText('can read it, as far as').waitFor();
  expect(await page.evaluate('typeof pwned')).toBe('undefined');
  expect(await page.locator('main img').count()).toBe(0);
  expect((await waiting()).openings).toEqual([]);

  await page.getByLabel('Your message').fill('What now?');
  await press('Send');
  await thread.getByText('What now?').waitFor();
  await consent.reply(id, { purpose, content: 'Unplug it' });
  await thread.getByText('Unplug it').waitFor();
  const { fields } = await readItem(alice.pod, { category, id: inPod });
  expect((fields['messages'] as readonly ThreadMessage[]).map(({ content }) => content)).toEqual([
    'It can get hot',
    'What now?',
    'Unplug it',
  ]);
  await expect.poll(async () => (await consent.issues.get(id, { purpose })).messages?.length, soon).toBe(3);
  expect(page.faults).toEqual([]);
});

it('mutes one issue, and leads from a notice to what a company has begun', async () => {
  await press('No notices of this');
  await page.getByRole('button', { name: 'Notices of this again' }).waitFor();
  expect((await waiting()).mutedIssues).toHaveLength(1);
  await press('Notices of this again');
  await page.getByRole('button', { name: 'No notices of this' }).waitFor();
  expect((await waiting()).mutedIssues).toEqual([]);

  await open('Another recall');
  const { id } = must((await waiting()).openings[0]);
  await goTo('/notices');
  await page.locator(`a[href="/my-data/issues/${id}"]`).click();
  await page.getByRole('heading', { level: 1, name: 'Another recall' }).waitFor();
  await page.getByRole('log', { name: 'Messages' }).waitFor();
  expect(page.faults).toEqual([]);
});

it('takes away what is not wanted, and lets the company begin nothing more', async () => {
  await goTo('/my-data/issues');
  await open('Not for me');
  await card('Not for me').getByRole('button', { name: 'Not wanted' }).click();
  await page.getByText('It is gone from your pod.').waitFor();
  expect((await waiting()).openings).toEqual([]);
  await goTo(`/companies/${encodeURIComponent(acme.clientId)}`);
  await press('It may begin nothing');
  await page.getByText('can answer in your issues, and begin nothing itself').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await expect(open('Not again')).rejects.toMatchObject({ code: 'openings_not_wanted' });
  await press('Let it begin something again');
  await page.getByText('begin something itself, such as a recall').waitFor();
  expect((await waiting()).mutedVendors).toEqual([]);
  expect(page.faults).toEqual([]);
});

it('has a pod without a place for it make one, once the person says so', async () => {
  const url = alice.pod.resolve('issues/opened.ttl');
  await alice.fetch(url, { method: 'DELETE' });
  await goTo('/my-data/issues');
  await page.getByText('Companies cannot write to you first').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Let them');
  await page.getByText('can begin something themselves').waitFor();
  expect((await waiting()).openings).toEqual([]);
});
