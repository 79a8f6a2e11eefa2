import { createMemoryBookkeeping } from '@parley/crm-connectors';
import {
  clientDocument,
  createMemoryReceiptStore,
  createVendorClient,
  generateVendorKey,
  publicVendorJwk,
} from '@parley/vendor-sdk';
import { createFakeGateway } from '@parley/vendor-sdk/testing';
import { expect, it } from 'vitest';
import { eventConnector } from './cloud-events.ts';
import { hubSpotConnector } from './hubspot.ts';
import { copyInto, expire, follow } from './keep-crm-right.ts';
import { salesforceConnector } from './salesforce.ts';
import { onEvent, zendeskConnector } from './zendesk.ts';

const [clientId, redirectUri] = ['https://acme.example/client.json', 'https://acme.example/callback'];
const purpose = 'https://w3id.org/dpv#CustomerCare';

async function given() {
  const key = await generateVendorKey();
  const keys = [await publicVendorJwk(key)];
  const document = clientDocument({ clientId, clientName: 'Acme', redirectUris: [redirectUri], keys });
  const issues = [{ id: 'item_1', title: 'The line drops', state: 'open', messages: [] }];
  const gateway = createFakeGateway({ client: document, data: { issues } });
  const store = createMemoryReceiptStore();
  const onDeletion = async () => [];
  const client = createVendorClient({ clientId, key, fetch: gateway.fetch, store, onDeletion });
  const fields = { issues: { required: ['title', 'messages'] } };
  const access = { until: new Date(Date.now() + 30 * 86_400_000).toISOString() };
  const retention = { duration: 'P30D', location: 'EU', onEnd: 'delete' as const };
  const actions = ['read' as const, 'converse' as const];
  const entry = { actions, datatypes: ['issues'], purpose, fields, access, retention, recipients: [] };
  const { url, handle } = await client.at(gateway.origin).ask({ details: [entry], redirectUri });
  const consent = await client.at(gateway.origin).exchange({ callbackUrl: gateway.owner.give(url), handle });
  return { gateway, client, consent };
}

/** As much of Zendesk as one ticket needs. */
function oneTicket() {
  const ticket: Record<string, unknown> = {};
  const fetch: typeof globalThis.fetch = async (input, { method, body } = {}) => {
    const said = typeof body === 'string' ? JSON.parse(body).ticket : {};
    if (String(input).includes('/audits')) return Response.json({ audits: [] });
    if (method === 'GET')
      return Response.json({ tickets: 'external_id' in ticket ? [{ id: 1, status: 'open' }] : [] });
    if (method === 'DELETE') {
      delete ticket['external_id'];
      return String(input).includes('deleted_tickets')
        ? Response.json({})
        : new Response(null, { status: 204 });
    }
    Object.assign(ticket, said);
    return Response.json({ ticket: { id: 1 } }, { status: method === 'POST' ? 201 : 200 });
  };
  return { ticket, fetch };
}

it("an issue becomes a ticket, an agent's answer reaches the owner, and the ticket dies with the consent", async () => {
  const { gateway, client, consent } = await given();
  const { ticket, fetch } = oneTicket();
  const key = crypto.getRandomValues(new Uint8Array(32));
  const bookkeeping = createMemoryBookkeeping();
  const connector = zendeskConnector({ bookkeeping, key, token: async () => 'token', fetch });

  const kept = new Map<string, string>();
  const cursors = {
    get: async (name: string) => kept.get(name),
    set: async (name: string, cursor: string) => kept.set(name, cursor),
    delete: async (name: string) => kept.delete(name),
  };
  await copyInto(connector, consent, cursors);
  expect(await connector.items(consent, purpose)).toEqual([{ category: 'issues', id: 'item_1' }]);
  expect(ticket).toMatchObject({ subject: 'The line drops', external_id: expect.stringMatching(/^parley-/) });

  const comment = { id: 5, body: 'We are on it', is_public: true, author: { id: 7, is_staff: true } };
  const detail = { external_id: ticket['external_id'] };
  const event = { type: 'zen:event-type:ticket.comment_added', detail, event: { comment } };
  await onEvent(connector, client, event);
  await onEvent(connector, client, event);
  const { messages = [] } = await consent.issues.get('item_1', { purpose });
  expect(messages.map(({ content, from }) => [from, content])).toEqual([['vendor', 'We are on it']]);

  await copyInto(connector, consent, cursors);
  gateway.owner.withdraw();
  await follow(connector, consent);
  await expire(connector);
  expect([ticket['external_id'], ticket['subject']]).toEqual([undefined, '(not given)']);
  expect(await connector.items(consent, purpose)).toEqual([]);
});

it('each CRM has its connector', async () => {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const connectors = [
    salesforceConnector(createMemoryBookkeeping(), key, 'token'),
    hubSpotConnector(createMemoryBookkeeping(), key, async () => undefined),
    eventConnector(createMemoryBookkeeping(), key, 'token'),
  ];
  for (const connector of connectors) expect(await connector.expire()).toEqual({ removed: 0, failures: [] });
});
