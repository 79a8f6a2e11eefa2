import { type EventsPage, eventsPageSchema, type Webhook, webhookSchema } from '@parley/protocol';
import {
  allowInsecureLoopback,
  createVendorClient,
  type GatewayClient,
  type VendorEvent,
  verifyWebhook,
} from '@parley/vendor-sdk';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WireAnswer, WireVendor } from '../../support/wire-vendor.ts';
import { type GatewayWorld, given, until, wireTo } from './gateway-world.ts';
import { expectProblem } from './reads.ts';

const partsOf = async (request: Request | undefined) => ({
  headers: request?.headers ?? {},
  body: (await request?.text()) ?? '',
});

const patience = { timeout: 60_000, interval: 30 };

/** What a vendor is told: by its webhook, as a list, and as a stream. */
export function eventsContract(world: () => GatewayWorld): void {
  let wire: WireVendor;
  let client: GatewayClient;
  beforeAll(async () => {
    wire = await wireTo(world());
    const { vendor, fetch, origin } = world();
    client = createVendorClient({ ...vendor, fetch, [allowInsecureLoopback]: true }).at(origin);
  });
  const put = (body: object): Promise<WireAnswer> => wire.call('/v1/webhook', { method: 'PUT', body });
  const shown = async (): Promise<Webhook> => webhookSchema.parse((await wire.call('/v1/webhook')).body);
  const listed = async (query: string): Promise<EventsPage> =>
    eventsPageSchema.parse((await wire.call(`/v1/events${query}`)).body);
  const everything = async (): Promise<string[]> => {
    const ids: string[] = [];
    for (let more = true; more; ) {
      const page = await listed(ids.length === 0 ? '' : `?after=${ids.at(-1)}`);
      ids.push(...page.events.map(({ id }) => id));
      more = page.has_more;
    }
    return ids;
  };
  const lastId = async (): Promise<string> => (await everything()).at(-1) ?? '';
  const test = async (): Promise<string> =>
    String((await wire.call('/v1/webhook/test', { method: 'POST' })).body['event_id']);
  const isListed = (id: string) => expect.poll(everything, patience).toContain(id);

  describe('a webhook', () => {
    it('is at an address of the vendor’s own, and is not there before and after', async () => {
      for (const [method, path] of [
        ['GET', '/v1/webhook'],
        ['DELETE', '/v1/webhook'],
        ['POST', '/v1/webhook/test'],
      ] as const)
        expectProblem(await wire.call(path, { method }), 'not_found');
      for (const url of ['https://a.example/', 'https://10.0.0.1/', `${world().origin}/v1/webhook`])
        expectProblem(await put({ url }), 'webhook_url_refused');
      const { url } = world().receiver;
      for (const body of [{}, { url: 'none' }, { url, types: [] }, { url, types: ['all'] }, { url, more: 1 }])
        expectProblem(await put(body), 'invalid_request');
      const { status, body } = await put({ url, types: ['webhook.test', 'issues.changed'] });
      expect([status, body]).toEqual([
        200,
        {
          url,
          types: ['webhook.test', 'issues.changed'],
          public_keys: [expect.stringMatching(/^whpk_[\w+/]{43}=$/)],
          state: 'active',
          registered_at: expect.any(String),
          failures: 0,
          waiting: 0,
          dead_letters: { count: 0, events: [] },
        },
      ]);
      expect((await wire.call('/v1/webhook')).body).toEqual(body);
      const removed = await wire.call('/v1/webhook', { method: 'DELETE' });
      expect([removed.status, removed.text]).toEqual([204, '']);
      expectProblem(await wire.call('/v1/webhook'), 'not_found');
    });

    it.each(['/v1/webhook', '/v1/events'])('is for vendors alone: %s', async (path) => {
      expectProblem(await wire.call(path, { assertion: false }), 'invalid_client');
      expectProblem(await wire.call(path, { proof: false }), 'invalid_dpop_proof');
    });
  });

  describe('a vendor with a webhook', () => {
    beforeEach(async () => {
      await put({ url: world().receiver.url });
      await expect.poll(shown, patience).toMatchObject({ waiting: 0 });
      world().receiver.reset();
    });

    it('gets what is signed by the key that it was told, and finds it in its list', async () => {
      const { receiver } = world();
      const { publicKeys } = (await client.webhooks.show()) ?? { publicKeys: [] };
      const { eventId } = await client.webhooks.test();
      await expect.poll(() => receiver.received.map(({ event }) => event.id), patience).toEqual([eventId]);
      const { headers, body } = await partsOf(receiver.received[0]?.request);
      const event = await verifyWebhook({ headers, body }, { publicKeys });
      expect(event).toEqual({ id: eventId, type: 'webhook.test', timestamp: expect.any(String), data: {} });
      await isListed(eventId);
      await expect.poll(async () => (await shown()).last_success_at, patience).toEqual(expect.any(String));
    });

    it('is told of each act on a consent, in order, without a gap, and by when to delete', async () => {
      const { receiver, pause, resume, narrow, withdraw } = world();
      const { id } = await given(world());
      const resumesAt = until(3);
      await pause(id, resumesAt);
      await resume(id);
      await narrow(id, ['title']);
      await withdraw(id);
      await expect
        .poll(() => receiver.told(id), patience)
        .toEqual([
          '1 consent.given',
          '2 consent.paused',
          '3 consent.resumed',
          '4 consent.narrowed',
          '5 consent.deletion_due',
          '6 consent.withdrawn',
          '7 consent.deletion_due',
        ]);
      const events = receiver.received.map(({ event }) => event);
      const requested = events.find(({ type }) => type === 'consent.requested')?.data;
      const ofConsent = events.filter(({ data }) => data.consent_id === id).map(({ data }) => data);
      const version = (number: number) => ({ consent_id: id, consent_version: number });
      const instant = expect.any(String);
      expect(requested).toEqual({ request_sha256: expect.stringMatching(/^[\w-]{43}$/) });
      expect(ofConsent).toEqual([
        { ...version(1), sequence: 1, ...requested },
        { ...version(1), sequence: 2, resumes_at: resumesAt },
        { ...version(1), sequence: 3 },
        { ...version(2), sequence: 4 },
        { ...version(2), sequence: 5, delete_by: instant },
        { ...version(2), sequence: 6 },
        { ...version(2), sequence: 7, delete_by: instant },
      ]);
    });

    it('gets only the types that it wants, and a test', async () => {
      const { receiver } = world();
      await put({ url: receiver.url, types: ['consent.withdrawn'] });
      const { id } = await given(world());
      await world().withdraw(id);
      await test();
      await expect
        .poll(() => [...receiver.told()].sort(), patience)
        .toEqual(['- webhook.test', '2 consent.withdrawn']);
    });

    it('that does not take an event gets it three times, sees it given up, and has it sent again', async () => {
      const { receiver } = world();
      receiver.answer = () => new Response('x'.repeat(100_000), { status: 500 });
      const id = await test();
      const deadLetters = async () => (await shown()).dead_letters.events.map((event) => event.id);
      await expect.poll(deadLetters, patience).toContain(id);
      expect(receiver.received.map(({ event }) => event.id)).toEqual([id, id, id]);
      expect(await shown()).toMatchObject({ failures: 3, last_failure: 'refused', state: 'active' });
      receiver.reset();
      expect(await client.webhooks.replay({ ids: [id, 'event_of_nobody'] })).toEqual({ replayed: 1 });
      await expect.poll(() => receiver.told(), patience).toEqual(['- webhook.test']);
      await expect.poll(async () => (await shown()).dead_letters.count, patience).toBe(0);
    });

    it('that has gone is left alone until it is registered again', async () => {
      const { receiver } = world();
      receiver.answer = () => new Response(null, { status: 410 });
      const id = await test();
      await expect
        .poll(shown, patience)
        .toMatchObject({ state: 'disabled', waiting: 1, last_failure: 'gone' });
      await isListed(await test());
      expect(receiver.received.map(({ event }) => event.id)).toEqual([id]);
      receiver.reset();
      await client.webhooks.register({ url: receiver.url });
      await expect.poll(() => receiver.told(), patience).toEqual(['- webhook.test', '- webhook.test']);
    });
  });

  describe('the list of events', () => {
    it('goes on from an event, page by page, and from the first after one that nobody knows', async () => {
      await put({ url: world().receiver.url });
      world().receiver.reset();
      const before = await lastId();
      const ids = [await test(), await test(), await test()];
      for (const id of ids) await isListed(id);
      const first = await listed(`?after=${before}&limit=2`);
      expect([first.events.length, first.has_more]).toEqual([2, true]);
      const rest = await listed(`?after=${first.events.at(-1)?.id}`);
      expect([...first.events, ...rest.events].map(({ id }) => id)).toEqual(ids);
      expect(rest.has_more).toBe(false);
      expect(await listed('?after=event_of_nobody&limit=1')).toEqual(await listed('?limit=1'));
      expectProblem(await wire.call('/v1/events?limit=0'), 'invalid_request');
    });

    it.each([{}, { since: 'yesterday' }, { ids: [] }, { since: until(-1), ids: ['a'] }])(
      'is not sent again for %j',
      async (body) => {
        expectProblem(await wire.call('/v1/events/replay', { method: 'POST', body }), 'invalid_request');
      },
    );
  });

  describe('the stream of events', () => {
    it('goes on from an event, and tells of what happens meanwhile', async () => {
      const after = await lastId();
      const { id } = await given(world());
      const told: VendorEvent[] = [];
      for await (const event of client.events({ after })) {
        told.push(event);
        if (event.type === 'consent.given') await world().pause(id);
        if (event.type === 'consent.paused') break;
      }
      expect(told.map(({ type }) => type)).toEqual(['consent.requested', 'consent.given', 'consent.paused']);
      expect((await listed(`?after=${after}`)).events).toEqual(told);
    });

    it('ends when its signal does', async () => {
      const stopping = new AbortController();
      const following = (async () => {
        for await (const _event of client.events({ after: await lastId(), signal: stopping.signal }));
      })();
      stopping.abort();
      await expect(following).rejects.toMatchObject({ code: 'aborted' });
    });
  });
}
