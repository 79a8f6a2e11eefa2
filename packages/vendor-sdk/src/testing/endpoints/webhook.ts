import { type Webhook, type WebhookTested, webhookRequestSchema } from '@parley/protocol';
import { json, problem } from '../answers.ts';
import { checkVendor } from '../checks/vendor.ts';
import { deliver } from '../events/deliver.ts';
import { type FakeWebhook, tell } from '../events/fake-events.ts';
import type { FakeState } from '../fake-state.ts';
import { TEST_WEBHOOK_PUBLIC_KEY } from '../sign-test-webhook.ts';
import type { Endpoint } from './endpoint.ts';

export const registerWebhook: Endpoint = async (request, state) => {
  await checkVendor(request, state);
  const asked = webhookRequestSchema.safeParse(await request.json().catch(() => undefined));
  if (!asked.success) throw problem('invalid_request', state.origin);
  if (!isOwn(asked.data.url, state)) throw problem('webhook_url_refused', state.origin);
  const { events } = state;
  events.webhook = {
    ...asked.data,
    registeredAt: state.now(),
    isDisabled: false,
    lastSuccessAt: events.webhook?.lastSuccessAt,
    failures: 0,
    lastFailure: undefined,
  };
  for (const waiting of events.all.filter((each) => each.state === 'waiting')) deliver(waiting, state);
  return json(await viewOf(events.webhook, state));
};

export const showWebhook: Endpoint = async (request, state) => {
  await checkVendor(request, state);
  return json(await viewOf(registered(state), state, new URL(request.url).searchParams.get('after')));
};

export const removeWebhook: Endpoint = async (request, state) => {
  await checkVendor(request, state);
  registered(state);
  state.events.webhook = undefined;
  for (const each of state.events.all) if (each.state === 'waiting') each.state = 'kept';
  return new Response(null, { status: 204 });
};

export const testWebhook: Endpoint = async (request, state) => {
  await checkVendor(request, state);
  registered(state);
  const { id } = tell({ type: 'webhook.test' }, state);
  return json({ event_id: id } satisfies WebhookTested, 202);
};

function registered({ events, origin }: FakeState): FakeWebhook {
  if (events.webhook === undefined) throw problem('not_found', origin);
  return events.webhook;
}

/** On an origin of the vendor's own: https, or of this machine. */
function isOwn(url: string, { client }: FakeState): boolean {
  const { origin, protocol, hostname, username, password } = new URL(url);
  const own = [client.client_id, ...client.redirect_uris].map((each) => new URL(each).origin);
  const isSafe = protocol === 'https:' || /^(?:.+\.)?localhost$|^127\./.test(hostname);
  return own.includes(origin) && isSafe && username === '' && password === '';
}

const PAGE = 50;

async function viewOf(webhook: FakeWebhook, { events }: FakeState, after?: string | null): Promise<Webhook> {
  const { url, types, registeredAt, lastSuccessAt, failures, lastFailure, isDisabled } = webhook;
  const dead = events.all.filter((each) => each.state === 'dead').reverse();
  const page = dead.slice(dead.findIndex(({ id }) => id === after) + 1).slice(0, PAGE);
  return {
    url,
    ...(types !== undefined && { types }),
    public_keys: [TEST_WEBHOOK_PUBLIC_KEY],
    state: isDisabled ? 'disabled' : 'active',
    registered_at: registeredAt.toISOString(),
    ...(lastSuccessAt !== undefined && { last_success_at: lastSuccessAt.toISOString() }),
    failures,
    ...(lastFailure !== undefined && { last_failure: lastFailure }),
    waiting: events.all.filter((each) => each.state === 'waiting').length,
    dead_letters: { count: dead.length, events: await Promise.all(page.map(({ event }) => event)) },
  };
}
