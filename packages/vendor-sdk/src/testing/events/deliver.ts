import type { FakeState } from '../fake-state.ts';
import { signedDelivery } from '../sign-test-webhook.ts';
import type { FakeEvent, FakeWebhook } from './fake-events.ts';

/** The real one tries ten times in a day. */
const TRIES = 3;
const GONE = 410;

/** Puts an event behind those that go to the vendor's webhook, where it has one for it. */
export function deliver(told: FakeEvent, state: FakeState): void {
  const { events } = state;
  const { webhook } = events;
  const isWanted = webhook?.types?.includes(told.type) ?? true;
  if (webhook === undefined || !(isWanted || told.type === 'webhook.test')) return;
  told.state = 'waiting';
  events.delivering = events.delivering.then(() => tryAll(told, state));
}

async function tryAll(told: FakeEvent, state: FakeState): Promise<void> {
  for (let left = TRIES; left > 0; left -= 1) {
    const { webhook } = state.events;
    if (webhook === undefined || webhook.isDisabled) return;
    if (await tryOnce(told, webhook, state)) {
      told.state = 'kept';
      return;
    }
  }
  told.state = 'dead';
}

async function tryOnce(told: FakeEvent, webhook: FakeWebhook, state: FakeState): Promise<boolean> {
  const request = await signedDelivery(await told.event, { url: webhook.url, at: state.now() });
  const receive = state.events.receive ?? (async () => new Response(null, { status: 204 }));
  const answer = await Promise.resolve(request)
    .then(receive)
    .catch(() => undefined);
  if (answer?.ok === true) {
    Object.assign(webhook, { failures: 0, lastFailure: undefined, lastSuccessAt: state.now() });
    return true;
  }
  webhook.failures += 1;
  webhook.isDisabled = answer?.status === GONE;
  webhook.lastFailure = answer === undefined ? 'unreachable' : webhook.isDisabled ? 'gone' : 'refused';
  return false;
}
