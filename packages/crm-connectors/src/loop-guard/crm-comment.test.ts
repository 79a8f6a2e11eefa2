import { beforeEach, expect, it } from 'vitest';
import { createMemoryBookkeeping } from '../bookkeeping/memory-bookkeeping.ts';
import type { CrmConnector } from '../connector.ts';
import { createCrmConnector } from '../create-connector.ts';
import { CARE, consentOf, entryOf, START } from '../test-support/consents.ts';
import { fetchOf } from '../test-support/crm-double.ts';
import { createZendeskDouble } from '../test-support/zendesk-double.ts';
import { createZendesk, readZendeskEvent } from '../zendesk/zendesk.ts';

const consent = consentOf([entryOf({ fields: { issues: ['title', 'messages'] } })]);
const WRITER = '900';

let connector: CrmConnector;
let externalId: string;

const message = (content: string) => ({
  ...{ id: 'message_1', content, createdAt: START.toISOString() },
  from: 'owner' as const,
});
const write = (content: string) => {
  const item = { id: 'item_1', title: 'The line drops', messages: [message(content)] };
  return connector.apply([{ category: 'issues', id: 'item_1', type: 'upserted', item }], {
    consent,
    purpose: CARE,
  });
};

beforeEach(async () => {
  const double = createZendeskDouble();
  const { fetch } = fetchOf(double);
  const crm = createZendesk({
    origin: 'https://acme.zendesk.com',
    authorization: () => 'Bearer token',
    fetch,
  });
  const key = new Uint8Array(32).fill(3);
  const options = { crm, bookkeeping: createMemoryBookkeeping(), key, writerId: WRITER, now: () => START };
  connector = createCrmConnector(options);
  await write('ok');
  externalId = String([...double.tickets.values()][0]?.fields['external_id']);
});

/** As Zendesk's webhook says it. */
const event = (
  body: string,
  { author = '7', isStaff = true, isPublic = true, of = externalId, id = 41 } = {},
) => ({
  type: 'zen:event-type:ticket.comment_added',
  detail: { id: '1', external_id: of },
  event: {
    comment: { id, body, is_public: isPublic, author: { id: author, is_staff: isStaff, name: 'Kim' } },
  },
});
const read = (said: unknown) => {
  const comment = readZendeskEvent(said);
  if (comment === undefined) throw new Error('no comment');
  return connector.readComment(comment);
};

it("an agent's answer becomes a message to the owner, the same one however often it is reported", async () => {
  const verdict = await read(event('  It works again.\r\nKim '));
  expect(verdict).toEqual({
    kind: 'message',
    message: {
      gateway: 'https://gateway.example',
      consentId: 'consent_one',
      issueId: 'item_1',
      reply: {
        purpose: CARE,
        content: 'It works again.\nKim',
        idempotencyKey: expect.stringMatching(/^[\w-]{16,64}$/),
      },
    },
  });
  expect(await read(event('  It works again.\r\nKim '))).toEqual(verdict);
  expect(await read(event('  It works again.\r\nKim ', { id: 42 }))).not.toEqual(verdict);
});

it('what the connector wrote is known again, also late and with other line ends', async () => {
  expect(await read(event('ok\r\n', { author: WRITER }))).toEqual({ kind: 'own' });
  await write('ok, and one word more');
  expect(await read(event('ok', { author: WRITER }))).toEqual({ kind: 'own' });
  expect(await connector.isEcho({ externalId, value: 'The line drops' })).toBe(true);
  expect(await connector.isEcho({ externalId, value: 'Another title' })).toBe(false);
});

it("an agent who says the owner's own words is heard", async () => {
  expect(await read(event('ok'))).toMatchObject({ kind: 'message', message: { reply: { content: 'ok' } } });
});

it('notes, end users and tickets of no consent reach nobody', async () => {
  expect(await read(event('Difficult customer', { isPublic: false }))).toEqual({ kind: 'internal' });
  expect(await read(event('Me again', { isStaff: false }))).toEqual({ kind: 'internal' });
  expect(await read(event('Hello', { of: 'other' }))).toEqual({ kind: 'unknown' });
  await connector.follow(consent, { ...consent, status: 'withdrawn' });
  expect(await read(event('Hello'))).toEqual({ kind: 'unknown' });
});

it.each(['x'.repeat(10_001), 'a\u202eb', '  '])(
  'words that the owner could not be sent are no message',
  async (text) => {
    await expect(read(event(text))).rejects.toMatchObject({ code: 'unfit_text' });
  },
);

it.each([undefined, {}, { ...event('a'), type: 'zen:event-type:ticket.created' }, event('a', { of: '' })])(
  'reads no comment out of another event',
  (other) => expect(readZendeskEvent(other)).toBeUndefined(),
);
