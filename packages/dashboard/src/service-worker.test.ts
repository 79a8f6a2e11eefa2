import { beforeAll, beforeEach, expect, it, vi } from 'vitest';

type Listener = (event: object) => void;
const listeners = new Map<string, Listener>();
const showNotification = vi.fn(async () => undefined);
const openWindow = vi.fn(async () => null);
let windows: object[];

beforeAll(async () => {
  vi.stubGlobal('self', {
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
    registration: { showNotification },
    clients: { matchAll: async () => windows, openWindow },
  });
  // A program of its own, with other globals than the app: this project's types do not know it.
  const script = new URL('service-worker.ts', import.meta.url).href;
  await import(/* @vite-ignore */ script);
});

beforeEach(() => {
  windows = [];
  vi.clearAllMocks();
});

async function send(type: string, event: object): Promise<void> {
  let done: Promise<unknown> = Promise.resolve();
  const waitUntil = (promise: Promise<unknown>) => {
    done = promise;
  };
  listeners.get(type)?.({ ...event, waitUntil });
  await done;
}

const message = (text: string) => ({ data: { json: () => JSON.parse(text) } });

it('shows the text that came, in the place of the one before', async () => {
  await send('push', message('{"text":"There is something new","dashboard":"https://my.example"}'));
  expect(showNotification).toHaveBeenCalledWith('Parley', { body: 'There is something new', tag: 'parley' });
});

it.each([
  ['no message', { data: null }],
  ['no JSON', message('<b>')],
  ['no text', message('{"text":{"html":1}}')],
])('says that there is something also of %s: browsers want each message shown', async (_what, event) => {
  await send('push', event);
  expect(showNotification).toHaveBeenCalledWith('Parley', { body: '', tag: 'parley' });
});

it('shows no more than a line of whatever comes', async () => {
  await send('push', message(JSON.stringify({ text: 'x'.repeat(5_000) })));
  expect(showNotification).toHaveBeenCalledWith('Parley', { body: 'x'.repeat(200), tag: 'parley' });
});

it('leads to the notices of its own dashboard, in a window that is there if one is', async () => {
  const notification = { close: vi.fn() };
  await send('notificationclick', { notification });
  expect(notification.close).toHaveBeenCalled();
  expect(openWindow).toHaveBeenCalledWith('/notices');
  const focus = vi.fn();
  windows = [{ focus }];
  await send('notificationclick', { notification });
  expect(focus).toHaveBeenCalled();
  expect(openWindow).toHaveBeenCalledTimes(1);
});
