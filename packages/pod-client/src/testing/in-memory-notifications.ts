import type { NotificationSocket } from '../notifications/receive.ts';
import { parentOf, type ResourceStore, type StoreEvent } from './resource-store.ts';

type Listener = (event: { data: unknown }) => void;

interface Channel {
  readonly topic: string;
  readonly listeners: Map<string, Listener[]>;
}

/** The notification part of the in-memory server: WebSocketChannel2023, for one document or container a channel. */
export class InMemoryNotifications {
  readonly #origin: string;
  readonly #channels = new Map<string, Channel>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  get links(): string {
    return `<${this.#origin}/.well-known/solid>; rel="http://www.w3.org/ns/solid/terms#storageDescription"`;
  }

  async handle(request: Request, mayRead: (url: string) => Promise<boolean>): Promise<Response | undefined> {
    const path = request.url.slice(this.#origin.length);
    if (path === '/.well-known/solid') {
      const turtle = `<#storage> <http://www.w3.org/ns/solid/notifications#subscription> </.notifications/>.
        </.notifications/> <http://www.w3.org/ns/solid/notifications#channelType>
          <http://www.w3.org/ns/solid/notifications#WebSocketChannel2023>.`;
      return new Response(turtle, { headers: { 'content-type': 'text/turtle' } });
    }
    if (path !== '/.notifications/' || request.method !== 'POST') return undefined;
    const { topic, endAt } = (await request.json()) as { topic: string; endAt?: string };
    if (!(await mayRead(topic))) return new Response(null, { status: 403 });
    const receiveFrom = `${this.#origin.replace('http', 'ws')}/.notifications/${crypto.randomUUID()}`;
    this.#channels.set(receiveFrom, { topic, listeners: new Map() });
    const channel = { topic, receiveFrom, ...(endAt === undefined ? {} : { endAt }) };
    return Response.json(channel, { status: 200, headers: { 'content-type': 'application/ld+json' } });
  }

  open(url: string): NotificationSocket {
    const channel = this.#channels.get(url);
    const call = (type: string, data?: unknown): void => {
      for (const listener of channel?.listeners.get(type) ?? []) listener({ data });
    };
    setTimeout(() => call(channel === undefined ? 'close' : 'open'), 0);
    return {
      addEventListener: (type: string, listener: Listener) => {
        channel?.listeners.set(type, [...(channel.listeners.get(type) ?? []), listener]);
      },
      close: () => {
        if (this.#channels.delete(url)) setTimeout(() => call('close'), 0);
      },
    };
  }

  publish({ url, kind }: StoreEvent, store: ResourceStore): void {
    const parent = parentOf(url);
    for (const { topic, listeners } of this.#channels.values()) {
      const state = `"${store.get(topic)?.modifiedMs}-text/turtle"`;
      const membership = kind === 'Create' ? 'Add' : 'Remove';
      const message =
        topic === url
          ? { type: kind, object: url, state }
          : topic === parent && kind !== 'Update'
            ? { type: membership, object: url, target: parent, state }
            : undefined;
      if (message === undefined) continue;
      setTimeout(() => {
        for (const listener of listeners.get('message') ?? []) listener({ data: JSON.stringify(message) });
      }, 0);
    }
  }

  closeAll(): void {
    for (const { listeners } of this.#channels.values()) {
      for (const listener of listeners.get('close') ?? []) listener({ data: undefined });
    }
    this.#channels.clear();
  }
}
