// Issues, from the person's first word to the last: in the pod, with companies and other apps that read and write there too.
import { addMessage, listItems, readItem, updateItem } from '@parley/pod-client';
import type { DataItem, Proposal, ThreadMessage } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { signIn } from '../support/dashboard-stage.ts';
import { type IssuesStage, startIssuesStage } from '../support/issues-stage.ts';
import { listOf } from '../support/list-of.ts';
import { makeTrouble, withNothing } from '../support/make-trouble.ts';
import { manyIssues, writeAsSolidOs } from '../support/many-issues.ts';
import { pageActs } from '../support/page-acts.ts';
import { tabTo } from '../support/request-page.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, categoryOf, plantTexts } from '../support/seed-pod.ts';

const category = categoryOf('issues');
const reading = { purpose: CUSTOMER_CARE };
/** Longer than the gateway's bound of staleness, on a slow machine too. */
const soon = { timeout: 90_000, interval: 500 };

let stage: IssuesStage;
let acme: IssuesStage['acme'];
let alice: IssuesStage['alice'];
let consent: IssuesStage['consent'];
let page: IssuesStage['page'];

beforeAll(async () => {
  const { fields } = careRequest();
  const issues = {
    required: ['title', 'state', 'kind', 'createdAt'],
    optional: ['description', 'messages', 'attachments'],
  };
  stage = await startIssuesStage(careRequest({ fields: { ...fields, issues } }));
  ({ acme, alice, consent, page } = stage);
});

afterAll(() => stage?.stop());

const { press, link, heading, goTo } = pageActs(() => page);
const inPod = () => listOf(listItems(alice.pod, { category }));
const whole = (id: string) => readItem(alice.pod, { category, id });

const messagesOf = ({ fields }: DataItem) => fields['messages'] as readonly ThreadMessage[];

const answer = (itemId: string, content: string, proposes?: Proposal) =>
  addMessage(alice.pod, { category, itemId, content, maker: `${acme.origin}/`, from: 'vendor', proposes });

describe('an issue', () => {
  it('is written for a company, which reads it from then on', async () => {
    await page.getByText('No issue yet').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await link('Write an issue').click();
    await press('Save');
    await page.getByText('This is needed.').waitFor();
    await page.getByText('Choose at least one').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const written = { title: 'The line drops', description: 'Every evening at eight' };
    plantTexts(written);
    await page.getByLabel('The title').fill(written.title);
    await page.getByRole('radio', { name: 'Fault' }).check();
    await page.getByLabel('The description').fill(written.description);
    await page.getByLabel('Add a company or a circle').selectOption({ label: 'acme' });
    await press('Save');
    await heading('The line drops').waitFor();
    await page.getByText('acme can read it').waitFor();
    await page.getByText('No messages yet.').waitFor();
    await expect.poll(() => listOf(consent.issues.list(reading)), soon).toHaveLength(1);
    expect(await stage.readByAcme()).toMatchObject({ ...written, state: 'open', kind: 'fault' });
    expect(page.faults).toEqual([]);
  });

  it('shows what others write as it arrives, and sends what one writes once, however often it is tried', async () => {
    const { id } = await stage.titled('The line drops');
    await answer(id, 'We look into it\nand call you');
    const thread = page.getByRole('log', { name: 'Messages' });
    await thread.getByText('We look into it and call you').waitFor();
    expect(await thread.getByRole('listitem').first().textContent()).toMatch(/^acme/);

    await press('Send');
    await page.getByText('Write something first.').waitFor();
    await page.getByLabel('Your message').fill('Thursday after six');
    // It arrives, and the answer is lost.
    const isLost = page.waitForEvent('requestfailed', (request) => request.method() === 'PATCH');
    const end = await makeTrouble(page, `**/issues/${id}.ttl`, async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      await route.fetch();
      return route.abort();
    });
    await press('Send');
    await isLost;
    await page.getByText('Your pod does not answer just now.').waitFor();
    await end();
    await press('Send it again');
    await expect.poll(() => page.getByLabel('Your message').inputValue(), soon).toBe('');
    await thread.getByText('Thursday after six').waitFor();
    expect(messagesOf(await whole(id)).map(({ from, content }) => [from, content])).toEqual([
      ['vendor', 'We look into it\nand call you'],
      ['owner', 'Thursday after six'],
    ]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await expect.poll(async () => (await stage.readByAcme()).messages?.length, soon).toBe(2);
    expect(page.faults).toEqual([]);
  });

  it('is closed and opened again by the person alone, and the company sees it', async () => {
    const { id } = await stage.titled('The line drops');
    await answer(id, 'The line is mended', 'fixed');
    await page.getByText('It says that this is put right. Is it?').waitFor();
    expect((await whole(id)).fields['state']).toBe('open');
    await press('Yes, close it');
    await page.getByText('The issue is closed.').waitFor();
    await page.getByRole('button', { name: 'Open it again' }).waitFor();
    await expect.poll(async () => (await stage.readByAcme()).state, soon).toBe('closed');
    await press('Open it again');
    await page.getByText('The issue is open again.').waitFor();
    expect((await stage.titled('The line drops')).fields['state']).toBe('open');
    await press('Undo');
    await page.getByRole('button', { name: 'Open it again' }).waitFor();
    await press('Open it again');
    await page.getByRole('button', { name: 'Close it', exact: true }).waitFor();
    await expect.poll(async () => (await stage.readByAcme()).state, soon).toBe('open');
  });

  it('is deleted after a question, and brought back as it was', async () => {
    const before = await stage.titled('The line drops');
    await press('Delete');
    await page.getByRole('dialog', { name: 'Delete this issue?' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await heading('Your issues').waitFor();
    await page.getByText('No issue yet').waitFor();
    expect(await inPod()).toEqual([]);
    await press('Undo');
    await link(/The line drops/).waitFor();
    expect(await stage.titled('The line drops')).toEqual(before);
    expect(page.faults).toEqual([]);
  });
});

describe('another app', () => {
  it('adds an issue to the list, which shows at once, and nothing in it is more than text', async () => {
    const title = `<img src=x onerror="pwned=1"> ${'W'.repeat(3_000)}`;
    const text = `<b>bold</b>\u202e moc.kcatta\u2069\n\n\n\n\n${'https://evil.example/'.repeat(200)}`;
    await goTo('/my-data/issues');
    await link(/The line drops/).waitFor();
    await writeAsSolidOs(alice, { name: '1763800000000', title, text });
    const row = link(/onerror="pwned=1">/);
    await row.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await row.click();
    await page.getByText('Only me').waitFor();
    const thread = page.getByRole('log');
    await thread.getByText('<b>bold</b> moc.kcatta').waitFor();
    expect(await thread.getByRole('listitem').textContent()).toMatch(/^A company/);
    await thread.getByRole('button', { name: 'Show all' }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate('typeof pwned')).toBe('undefined');
    expect(await page.locator('main img, main b, main a[href*="evil"]').count()).toBe(0);
    expect(await page.locator('main').textContent()).not.toContain('\u202e');
    expect(page.faults).toEqual([]);
  });

  it('changes what is being edited: nothing is overwritten before the person has decided', async () => {
    await goTo('/my-data/issues');
    await link(/The line drops/).click();
    await link('Edit').click();
    await page.getByLabel('The title').fill('The line drops every day');
    const seen = await stage.titled('The line drops');
    await updateItem(alice.pod, { category, item: seen, fields: { title: 'Theirs', severity: 'high' } });
    await page.getByText('Another app has changed this meanwhile').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await press('Put my changes on top');
    await press('Save');
    await heading('The line drops every day').waitFor();
    const { fields } = await stage.titled('The line drops every day');
    expect(fields).toMatchObject({ severity: 'high', description: 'Every evening at eight' });
    expect(messagesOf(await stage.titled('The line drops every day'))).toHaveLength(3);
    expect(page.faults).toEqual([]);
  });

  it('leaves a document that cannot be understood: it is said, and stays as it is', async () => {
    const { id } = await addIssue(alice.pod, 'acme', { title: 'Router broken' });
    const url = alice.pod.resolve(`issues/${id}.ttl`);
    const damaged = '<#this> <#is> "not finished';
    const turtle = { 'content-type': 'text/turtle' };
    await alice.fetch(url, { method: 'PUT', headers: turtle, body: damaged });
    await goTo('/my-data/issues');
    await link(/Router broken/).click();
    await page.getByText('The document of this issue in your pod cannot be understood.').waitFor();
    expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0);
    expect(await page.getByLabel('Your message').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await press('Close it');
    await page.getByText('The issue is closed.').waitFor();
    expect((await inPod()).find((each) => each.id === id)?.fields['state']).toBe('closed');
    expect(await (await alice.fetch(url, { headers: { accept: 'text/turtle' } })).text()).toBe(damaged);
    expect(page.faults).toEqual([]);
  });
});

it('says so where the pod is down, and goes on once it is back', async () => {
  const down = page.getByText('Your pod does not answer just now.');
  const end = await makeTrouble(page, `${alice.container}**`, withNothing);
  await goTo('/my-data/issues');
  await down.waitFor();
  await link(/The line drops every day/).click();
  await down.waitFor();
  await end();
  await press('Try again');
  await down.waitFor({ state: 'detached' });
  await page.getByRole('log').getByText('Thursday after six').waitFor();
  await link('All issues').click();
  await link(/The line drops every day/).waitFor();
});

it('stays quick and small with 2,000 issues, works by the keyboard, and shows nothing of other people', async () => {
  const bob = await stage.createOwner();
  const alices = await stage.titled('The line drops every day');
  const body = manyIssues(2_000);
  const url = bob.pod.resolve('issues/index.ttl');
  await bob.fetch(url, { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body });
  const his = await stage.openPage();
  await signIn(his, bob, `/my-data/issues/${alices.id}`);
  await his.getByText('This issue is not there').waitFor();
  expect(await his.locator('main').textContent()).not.toContain('The line drops');
  await his.getByRole('link', { name: 'All issues' }).click();
  await his.getByText('1,000 issues').waitFor();
  await his.getByRole('radio', { name: 'All (2,000)' }).check();
  await his.getByText('2,000 issues').waitFor();
  const rows = his.getByRole('main').getByRole('listitem');
  expect(await rows.count()).toBeLessThan(60);
  await his.evaluate('window.scrollTo(0, document.body.scrollHeight)');
  await his.getByText('Matter 1999', { exact: true }).waitFor();
  expect(await rows.count()).toBeLessThan(60);
  expect(await accessibilityFaults(his)).toEqual([]);

  await his.getByLabel('Find').fill('MATTER 1234');
  await his.getByText('1 issue', { exact: true }).waitFor();
  await tabTo(his, his.getByRole('link', { name: /Matter 1234/ }));
  await his.keyboard.press('Enter');
  await his.getByRole('heading', { level: 1, name: 'Matter 1234' }).waitFor();
  await tabTo(his, his.getByRole('button', { name: 'Close it' }));
  await his.keyboard.press('Enter');
  await his.getByText('The issue is closed.').waitFor();
  // It has no document of its own yet.
  await his.getByLabel('Your message').fill('Still so');
  await his.getByRole('button', { name: 'Send', exact: true }).click();
  await his.getByRole('log').getByText('Still so').waitFor();
  await his.goBack();
  await expect.poll(() => his.getByLabel('Find').inputValue()).toBe('MATTER 1234');
  await his.getByRole('link', { name: /Matter 1234.*Closed/ }).waitFor();
  expect(his.faults).toEqual([]);
});
