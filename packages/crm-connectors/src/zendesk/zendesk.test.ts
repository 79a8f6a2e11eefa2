import { afterAll, beforeEach, expect, it } from 'vitest';
import type { RecordWrite } from '../crm.ts';
import { serve } from '../test-support/crm-double.ts';
import { TO, writesOf } from '../test-support/writes.ts';
import { createZendeskDouble } from '../test-support/zendesk-double.ts';
import { createZendesk } from './zendesk.ts';

const double = createZendeskDouble();
const served = await serve(double);
const origin = 'https://acme.zendesk.com';
const crm = createZendesk({ origin, authorization: () => 'Basic token', fetch: served.fetch });

beforeEach(() => {
  for (const each of [double.tickets, double.deleted]) each.clear();
  served.asked.length = 0;
});
afterAll(() => served.close());

const message = (id: string, content: string, from: 'owner' | 'vendor' = 'owner') => ({
  ...{ id, content, from },
  createdAt: '2027-01-01T00:00:00Z',
});
const issue = {
  ...{ id: 'item_1', title: 'The line drops', description: 'Each evening\nsince May' },
  ...{ state: 'answered', severity: 'medium', kind: 'fault' },
  messages: [message('m1', 'Still so'), message('m 2', '<b>And</b> now')],
};
const write = async (item: typeof issue | Omit<typeof issue, 'description'> = issue): Promise<RecordWrite> =>
  (await writesOf(crm, 'issues', item))[0] as RecordWrite;
const said = () =>
  [...double.tickets.values()].flatMap(({ audits }) =>
    audits.flatMap(({ events }) => events.map(({ body }) => body)),
  );
const fields = () => [...double.tickets.values()].map((ticket) => ticket.fields);

it('an issue is a ticket with its thread as plain comments, in their order', async () => {
  await crm.upsert([await write()], TO);
  expect(fields()).toEqual([
    {
      ...{ external_id: expect.stringMatching(/^parley-/), subject: 'The line drops' },
      ...{ status: 'pending', priority: 'normal', type: 'incident' },
    },
  ]);
  expect(said()).toEqual(['Shared through Parley.', 'Each evening\nsince May', 'Still so', '‹b>And‹/b> now']);
  expect(JSON.stringify(served.asked)).not.toContain('html_body');
});

it('is the same when it is done twice, over several pages of audits', async () => {
  await crm.upsert([await write()], TO);
  const once = structuredClone(said());
  await crm.upsert([await write()], TO);
  expect(said()).toEqual(once);
  expect(served.asked.filter(({ path }) => path.includes('page[after]')).length).toBeGreaterThan(0);
});

it('a new message is added, a changed one takes the place of the old', async () => {
  await crm.upsert([await write()], TO);
  const messages = [message('m1', 'Not any more'), ...issue.messages.slice(1), message('m3', 'Thanks')];
  await crm.upsert([await write({ ...issue, messages })], TO);
  expect(said().slice(2)).toEqual(['▇▇▇▇▇ ▇▇', '‹b>And‹/b> now', 'Not any more', 'Thanks']);
});

it('what the vendor has answered is not written back', async () => {
  const messages = [...issue.messages, message('m3', 'We are on it', 'vendor')];
  await crm.upsert([await write({ ...issue, messages })], TO);
  expect(said()).not.toContain('We are on it');
});

it('comments of agents stay as they are', async () => {
  await crm.upsert([await write()], TO);
  const id = [...double.tickets.keys()][0];
  double.answer({
    ...{ method: 'PUT', path: `/api/v2/tickets/${id}`, headers: {} },
    body: { ticket: { comment: { body: 'We are on it' } } },
  });
  await crm.remove([{ ...(await write()), fields: ['comment:description', 'comment:m1'] }], TO);
  expect(said().at(-1)).toBe('We are on it');
});

it('comments are redacted whole, fields made blank, and what comes back is written anew', async () => {
  const whole = await write();
  await crm.upsert([whole], TO);
  await crm.remove([{ ...whole, fields: ['comment:description', 'comment:m 2', 'subject', 'priority'] }], TO);
  expect(said()).toEqual([
    'Shared through Parley.',
    '▇▇▇▇ ▇▇▇▇▇▇▇\n▇▇▇▇▇ ▇▇▇',
    'Still so',
    expect.stringMatching(/^[▇ ]+$/),
  ]);
  expect(fields()).toMatchObject([{ subject: '(not given)', priority: null, type: 'incident' }]);
  await crm.upsert([whole], TO);
  expect(said().slice(-2)).toEqual(['Each evening\nsince May', '‹b>And‹/b> now']);
});

it('a ticket is emptied, deleted and deleted for good, also where there are two of it', async () => {
  const whole = await write();
  await crm.upsert([whole], TO);
  const [first] = [...double.tickets.values()];
  double.tickets.set(99, { id: 99, fields: { ...first?.fields }, audits: [] });
  await crm.remove([{ ...whole, fields: 'all' }], TO);
  await crm.remove([{ ...whole, fields: 'all' }], TO);
  expect([double.tickets.size, double.deleted.size]).toEqual([0, 0]);
  expect(served.asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual([
    ...[`/api/v2/tickets/${first?.id}`, `/api/v2/deleted_tickets/${first?.id}`],
    ...['/api/v2/tickets/99', '/api/v2/deleted_tickets/99'],
  ]);
});

const close = () => {
  for (const ticket of double.tickets.values()) ticket.fields['status'] = 'closed';
};

it('what is new in an issue whose ticket was closed makes another ticket, and both go', async () => {
  const whole = await write();
  await crm.upsert([whole], TO);
  close();
  await crm.upsert([whole], TO);
  expect(fields().map(({ status }) => status)).toEqual(['closed', 'pending']);
  await crm.remove([{ ...whole, fields: ['comment:m1'] }], TO);
  expect(said().filter((body) => body === 'Still so')).toEqual([]);
  await crm.remove([{ ...whole, fields: 'all' }], TO);
  expect([double.tickets.size, double.deleted.size]).toEqual([0, 0]);
});

it('a closed ticket of which a field has to go goes whole', async () => {
  const whole = await write();
  await crm.upsert([whole], TO);
  close();
  await crm.remove([{ ...whole, fields: ['subject'] }], TO);
  expect([double.tickets.size, double.deleted.size]).toEqual([0, 0]);
});

it('a ticket of which nothing but a title was given says nothing else', async () => {
  await crm.upsert(await writesOf(crm, 'issues', { id: 'item_1', title: 'The line drops' }), TO);
  expect(fields()).toMatchObject([{ subject: 'The line drops', status: 'open', priority: null }]);
  expect(said()).toEqual(['Shared through Parley.']);
});

it('waits where another change is under way', async () => {
  served.next.push({ status: 409, headers: { 'retry-after': '0' } });
  await crm.upsert([await write()], TO);
  expect(double.tickets.size).toBe(1);
});

it.each([{}, { tickets: 'none' }, undefined])('the answer %j is none', async (body) => {
  served.next.push({ status: 200, body });
  await expect(crm.upsert([await write()], TO)).rejects.toMatchObject({ code: 'invalid_response' });
});
