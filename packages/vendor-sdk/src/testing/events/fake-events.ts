// What the fake gateway tells its vendor. In: that something happened. Out: numbered events, for the list, the streams and the webhook.
import {
  dataDue,
  newId,
  sha256,
  type VendorEvent,
  type VendorEventType,
  type WebhookFailure,
  type WebhookRequest,
} from '@parley/protocol';
import { type FakeConsent, latestVersion } from '../fake-consent.ts';
import type { FakeState } from '../fake-state.ts';
import { deliver } from './deliver.ts';

export interface FakeEvents {
  /** In order. */
  readonly all: FakeEvent[];
  /** How many there are of each consent. */
  readonly numbers: Map<string, number>;
  /** Called when there is another one. */
  readonly listeners: Set<() => void>;
  webhook: FakeWebhook | undefined;
  /** Where deliveries go, whatever address is registered. */
  readonly receive: ((request: Request) => Response | Promise<Response>) | undefined;
  /** Deliveries go one after the other. */
  delivering: Promise<void>;
}

export interface FakeEvent {
  readonly id: string;
  readonly type: VendorEventType;
  readonly event: Promise<VendorEvent>;
  state: 'kept' | 'waiting' | 'dead';
}

export interface FakeWebhook extends WebhookRequest {
  readonly registeredAt: Date;
  isDisabled: boolean;
  lastSuccessAt: Date | undefined;
  failures: number;
  lastFailure: WebhookFailure | undefined;
}

export const noEvents = (receive: FakeEvents['receive']): FakeEvents => ({
  all: [],
  numbers: new Map(),
  listeners: new Set(),
  webhook: undefined,
  receive,
  delivering: Promise.resolve(),
});

export interface Told {
  readonly type: VendorEventType;
  readonly consent?: FakeConsent;
  readonly data?: VendorEvent['data'] | Promise<VendorEvent['data']>;
  readonly at?: Date;
}

export function tell({ type, consent, data = {}, at }: Told, state: FakeState): FakeEvent {
  const { events } = state;
  const id = newId('event');
  const timestamp = (at ?? state.now()).toISOString();
  const named = consent === undefined ? {} : numbered(consent, events);
  const event = Promise.resolve(data).then((more) => ({ id, type, timestamp, data: { ...named, ...more } }));
  const told: FakeEvent = { id, type, event, state: 'kept' };
  events.all.push(told);
  for (const listener of events.listeners) listener();
  deliver(told, state);
  return told;
}

function numbered(consent: FakeConsent, { numbers }: FakeEvents): VendorEvent['data'] {
  const sequence = (numbers.get(consent.id) ?? 0) + 1;
  numbers.set(consent.id, sequence);
  return { consent_id: consent.id, consent_version: latestVersion(consent).version, sequence };
}

/** Of a request that was taken, or given. */
export const requestNamed = async (request: string) => ({ request_sha256: await sha256(request) });

/** By when something of what was just taken away has to be gone, where anything has. */
export function tellWhatIsDue(consent: FakeConsent, state: FakeState): void {
  const { versions, endedAt } = consent;
  const inForce = versions.map(({ version, details, at }) => ({ version, details, begunAt: at }));
  const lost = endedAt === undefined ? inForce.slice(-2) : inForce.slice(-1);
  const due = dataDue(lost, { endedAt, now: endedAt ?? state.now() }).filter(
    (each) => endedAt !== undefined || each.lost === 'narrowed',
  );
  const [first] = due.map((each) => each.delete_by).sort();
  if (first !== undefined) tell({ type: 'consent.deletion_due', consent, data: { delete_by: first } }, state);
}

/** Of data only those are told who may read it now, and have asked to subscribe to it. */
export function tellOfData(
  { type, category, itemId }: { type: VendorEventType; category: string; itemId: string },
  state: FakeState,
): void {
  for (const consent of state.consents) {
    const maySubscribe = latestVersion(consent).details.some(
      ({ actions, datatypes }) => actions.includes('subscribe') && datatypes.includes(category),
    );
    if (consent.status === 'given' && maySubscribe) tell({ type, consent, data: { item_id: itemId } }, state);
  }
}
