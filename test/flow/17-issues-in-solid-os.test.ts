import { addMessage, listItems, readItem, updateItem } from '@parley/pod-client';
import type { DataItem, ThreadMessage } from '@parley/protocol';
import type { Consent } from '@parley/vendor-sdk';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { listOf } from '../support/list-of.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { type SolidOs, startSolidOs } from '../support/solid-os.ts';
import { replaceMessage, writeNewIssue } from '../support/solid-os-writes.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';

// One tracker, two apps: Parley and SolidOS's own issue pane. Each test goes on where the one before stopped.
// @see https://github.com/SolidOS/issue-pane
const issues = categoryOf('issues');
const reading = { purpose: CUSTOMER_CARE };
/** Within the gateway's bound of staleness, where the pod server's hint is lost. */
const soon = { timeout: 40_000, interval: 250 };

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let consent: Consent;
let solidOs: SolidOs;
let tracker: string;
let drops: DataItem;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  const fields = { title: 'The line drops', description: 'Every evening at eight' };
  drops = await addIssue(alice.pod, 'acme', fields);
  consent = await acme.obtain({ gateway: gateway.origin, owner: alice.app, details: [careRequest()] });
  tracker = `${alice.container}issues/index.ttl#this`;
  // It tells each of its steps.
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  solidOs = await startSolidOs(alice);
});

afterAll(async () => {
  vi.restoreAllMocks();
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

/** What is on the page comes to be there in its time. */
const onceDrawn = (act: () => unknown) => vi.waitFor(act, 30_000);

const iriOf = ({ id }: DataItem): string => `${alice.container}issues/${id}.ttl#this`;

async function inParley(title: string): Promise<DataItem> {
  for await (const { id, fields } of listItems(alice.pod, { category: issues }))
    if (fields['title'] === title) return readItem(alice.pod, { category: issues, id });
  throw new Error('It is not in the list.');
}

const threadOf = async (title: string) =>
  ((await inParley(title)).fields['messages'] as ThreadMessage[]).map(({ content, from }) => [from, content]);

const seenByAcme = async () => (await listOf(consent.issues.list(reading))).map(({ title }) => title);

describe('an issue that Parley wrote, in SolidOS', () => {
  it('is in a tracker that SolidOS finds in the private type index, and in no public one', async () => {
    expect(await solidOs.trackers()).toEqual([{ iri: tracker, index: 'private' }]);
  });

  it('stands in the list with its title and its state', async () => {
    const page = await solidOs.open(tracker);
    expect(page.kind).toBe('tracker');
    await expect.poll(page.rows).toEqual([['The line drops', 'open']]);
    expect(page.heading()).toBe('issue list');
    expect(page.states()).toEqual(['open', 'acknowledged', 'in-progress', 'answered', 'closed']);
  });

  it('shows its description, and its thread in order with who wrote what', async () => {
    const vendor = `${alice.container}vendors.ttl#acme`;
    for (const [at, maker, content] of [
      ['2026-11-22T11:00:00.000Z', vendor, 'We are looking into it'],
      ['2026-11-22T10:00:00.000Z', alice.webId, 'It dropped again'],
    ] as const) {
      const from = maker === alice.webId ? 'owner' : 'vendor';
      const identity = { id: `Msg${Date.parse(at)}`, createdAt: at };
      await addMessage(alice.pod, { category: issues, itemId: drops.id, content, maker, from, identity });
    }
    const page = await solidOs.open(iriOf(drops));
    expect(page.kind).toBe('issue');
    await expect.poll(page.messages).toEqual([
      { content: 'It dropped again', maker: alice.webId },
      { content: 'We are looking into it', maker: vendor },
    ]);
    expect(page.field('Title')).toBe('The line drops');
    expect(page.field('Description')).toBe('Every evening at eight');
    expect(page.state()).toBe('Open');
  });

  it.each([
    ['answered', 'Answered', true],
    ['closed', 'Closed', false],
  ])('shows that the owner has set it to %s in Parley', async (state, shown, isOpen) => {
    await updateItem(alice.pod, {
      category: issues,
      item: await inParley('The line drops'),
      fields: { state },
    });
    await solidOs.open(tracker);
    const page = await solidOs.open(iriOf(drops));
    await expect.poll(page.state).toBe(shown);
    expect(solidOs.isOpen(iriOf(drops))).toBe(isOpen);
  });

  it('has the title and the state that the owner gives it in SolidOS', async () => {
    const page = await solidOs.open(iriOf(drops));
    await expect.poll(page.state).toBe('Closed');
    page.chooseState('Acknowledged');
    await expect.poll(async () => (await inParley('The line drops')).fields['state']).toBe('acknowledged');
    page.fillIn('Title', 'The line drops each evening');
    await expect.poll(() => inParley('The line drops each evening')).toMatchObject({ audience: ['acme'] });
    await expect.poll(seenByAcme, soon).toEqual(['The line drops each evening']);
  });
});

describe('an issue that the owner made in SolidOS, in Parley', () => {
  const title = 'The invoice is wrong';

  it('is in the list with title, state and date, addressed to nobody', async () => {
    const startedAt = Date.now();
    await writeNewIssue(solidOs, tracker, title);
    const page = await solidOs.open(tracker);
    await expect.poll(page.rows).toContainEqual([title, 'open']);
    await expect
      .poll(() => inParley(title))
      .toMatchObject({
        id: expect.stringMatching(/^\d{13}$/),
        audience: [],
        fields: { state: 'open', kind: 'question', messages: [] },
      });
    // SolidOS writes whole seconds.
    const createdAt = Date.parse(String((await inParley(title)).fields['createdAt']));
    expect(createdAt).toBeGreaterThan(startedAt - 1_000);
    expect(createdAt).toBeLessThanOrEqual(Date.now());
  });

  it('has the description that was written there, which the owner may change in Parley', async () => {
    const item = await inParley(title);
    const page = await solidOs.open(iriOf(item));
    await onceDrawn(() => page.fillIn('Description', 'Twice the price'));
    await expect.poll(async () => (await inParley(title)).fields['description']).toBe('Twice the price');
    const fields = { description: 'Twice the price of last month' };
    await updateItem(alice.pod, { category: issues, item: await inParley(title), fields });
    expect((await inParley(title)).fields).toMatchObject(fields);
    await solidOs.open(tracker);
    const again = await solidOs.open(iriOf(item));
    await expect.poll(() => again.field('Description')).toBe('Twice the price of last month');
  });

  it('has the messages that were written there, without those that were deleted', async () => {
    const page = await solidOs.open(iriOf(await inParley(title)));
    await onceDrawn(() => page.send('See the attached page'));
    await expect.poll(() => threadOf(title)).toEqual([['owner', 'See the attached page']]);
    await onceDrawn(() => page.send('I have paid half of it'));
    await expect.poll(() => threadOf(title)).toHaveLength(2);
    await onceDrawn(() => page.deleteMessage('See the attached page'));
    await expect.poll(() => threadOf(title)).toEqual([['owner', 'I have paid half of it']]);
  });

  it('has a message in its last wording, and not at all once it is marked as deleted', async () => {
    const [message] = (await inParley(title)).fields['messages'] as ThreadMessage[];
    const address = iriOf(await inParley(title)).replace('#this', '');
    const maker = alice.webId;
    const first = { iri: `${address}#${message?.id}`, maker };
    const edited = await replaceMessage(solidOs, first, { content: 'I have paid all of it' });
    await expect.poll(() => threadOf(title)).toEqual([['owner', 'I have paid all of it']]);
    const deletion = { content: '(message deleted)', isDeletion: true };
    await replaceMessage(solidOs, { iri: edited, maker }, deletion);
    await expect.poll(() => threadOf(title)).toEqual([]);
  });

  it('is shown to no vendor until the owner addresses it, and is closed where the owner closes it', async () => {
    await writeNewIssue(solidOs, tracker, 'A question');
    await updateItem(alice.pod, {
      category: issues,
      item: await inParley(title),
      fields: {},
      audience: ['acme'],
    });
    await expect
      .poll(async () => (await seenByAcme()).sort(), soon)
      .toEqual([title, 'The line drops each evening']);
    const page = await solidOs.open(iriOf(await inParley(title)));
    await onceDrawn(() => page.chooseState('Closed'));
    const closed = async () => listOf(consent.issues.list({ ...reading, states: ['closed'] }));
    await expect.poll(closed, soon).toMatchObject([{ title, state: 'closed', kind: 'question' }]);
  });

  it('shows a description that SolidOS keeps in the list with the issue alone', async () => {
    const page = await solidOs.open(iriOf(await inParley('A question')));
    await onceDrawn(() => page.fillIn('Description', 'When do you open?'));
    await expect.poll(async () => (await inParley('A question')).fields['description']).toBeDefined();
    const asked = await inParley('A question');
    await updateItem(alice.pod, { category: issues, item: asked, fields: {}, audience: ['acme'] });
    const listed = async () =>
      (await listOf(consent.issues.list(reading))).find((each) => each.title === 'A question');
    await expect.poll(listed, soon).toBeDefined();
    expect(await listed()).not.toHaveProperty('description');
    const whole = await consent.issues.get((await listed())?.id ?? '', reading);
    expect(whole).toMatchObject({ title: 'A question', description: 'When do you open?', messages: [] });
  });
});
