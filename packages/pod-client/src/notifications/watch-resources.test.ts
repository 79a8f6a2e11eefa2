import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createInMemoryPods, type InMemoryPods, type PodAgent } from '../testing/index.ts';
import { type PodChange, readNotification } from './pod-change.ts';
import { findSubscriptionService, subscribe } from './subscribe.ts';
import { type PodWatch, type WatchOptions, watchResources } from './watch-resources.ts';

describe('watching resources', () => {
  let pods: InMemoryPods;
  let owner: PodAgent;
  let url: string;
  let changes: PodChange[];
  let stale: string[];
  let watch: PodWatch | undefined;
  const put = (body: string) =>
    owner.fetch(url, { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body });
  const start = (options: Partial<WatchOptions> = {}) => {
    watch = watchResources({
      fetch: owner.fetch,
      webSocket: pods.webSocket,
      pollIntervalMs: 20,
      onChange: (change) => changes.push(change),
      onStale: (each) => stale.push(each),
      urls: [url],
      ...options,
    });
    return watch;
  };
  const begin = async (notifications: boolean) => {
    pods = createInMemoryPods({ notifications });
    owner = pods.createPod('ann');
    url = `${owner.storage}x.ttl`;
    changes = [];
    stale = [];
    await put('');
  };
  beforeEach(() => begin(true));
  afterEach(() => watch?.close());

  it('says once that what is held may be old, then reports each change', async () => {
    start();
    await expect.poll(() => stale).toEqual([url]);
    await put('<#a> <#b> 1.');
    await expect.poll(() => changes).toMatchObject([{ url, kind: 'update', state: expect.any(String) }]);
    await owner.fetch(url, { method: 'DELETE' });
    await expect.poll(() => changes.map(({ kind }) => kind)).toEqual(['update', 'delete']);
    expect(stale).toEqual([url]);
  });

  it('subscribes again after the connection was lost, and says that something may have been missed', async () => {
    start();
    await expect.poll(() => stale).toHaveLength(1);
    pods.setDown(true);
    await expect.poll(() => stale.length).toBeGreaterThan(1);
    pods.setDown(false);
    await put('<#a> <#b> 1.');
    await expect.poll(() => stale.length).toBeGreaterThan(2);
    await vi.waitFor(async () => {
      await put('<#a> <#b> 2.');
      await expect
        .poll(() => changes, { timeout: 200 })
        .toContainEqual(expect.objectContaining({ kind: 'update' }));
    }, 30_000);
  });

  it('renews a channel before it ends', async () => {
    const webSocket = vi.fn(pods.webSocket);
    start({ webSocket, channelLifetimeMs: 50 });
    await expect.poll(() => webSocket.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(new Set(webSocket.mock.calls.map(([address]) => address)).size).toBe(webSocket.mock.calls.length);
  });

  it('asks at an interval where the server sends nothing', async () => {
    await begin(false);
    start();
    await expect.poll(() => stale).toEqual([url]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await put('<#a> <#b> 1.');
    await expect.poll(() => changes).toMatchObject([{ kind: 'update' }]);
    await owner.fetch(url, { method: 'DELETE' });
    await expect.poll(() => changes.at(-1)).toMatchObject({ kind: 'delete' });
    await put('');
    await expect.poll(() => changes.at(-1)).toMatchObject({ kind: 'create' });
  });

  it('reports nothing more once a resource is removed, the watch is closed, or the signal has ended it', async () => {
    const controller = new AbortController();
    const ends = [
      (each: PodWatch) => each.remove(url),
      (each: PodWatch) => each.close(),
      () => controller.abort(),
    ];
    for (const end of ends) {
      stale.length = 0;
      const each = start({ signal: controller.signal });
      await expect.poll(() => stale).toHaveLength(1);
      end(each);
      await put('<#a> <#b> 1.');
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(changes).toEqual([]);
    }
    start({ signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(stale).toHaveLength(1);
  });

  it('does not storm a server that accepts and drops at once', async () => {
    const webSocket = vi.fn((address: string) => {
      const socket = pods.webSocket(address);
      socket.addEventListener('open', () => socket.close());
      return socket;
    });
    start({ webSocket, pollIntervalMs: 40 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(webSocket.mock.calls.length).toBeGreaterThan(1);
    expect(webSocket.mock.calls.length).toBeLessThan(6);
  });

  it('says that something may have been missed as soon as a channel is lost', async () => {
    const sockets: { close(): void }[] = [];
    let attempts = 0;
    const webSocket = (address: string) => {
      attempts += 1;
      if (attempts === 1) throw new SyntaxError('the first one fails');
      const socket = pods.webSocket(address);
      sockets.push(socket);
      return socket;
    };
    start({ webSocket, pollIntervalMs: 60_000 });
    // Once for the attempt that failed, a second later for the channel that opened.
    await expect.poll(() => stale, { timeout: 3_000 }).toHaveLength(2);
    sockets[0]?.close();
    await expect.poll(() => stale, { timeout: 500 }).toHaveLength(3);
  });

  it('lets a socket that never opens fall back to asking', async () => {
    const webSocket = (): never => {
      throw new SyntaxError('not an address');
    };
    start({ webSocket });
    await expect.poll(() => stale.length).toBeGreaterThan(0);
  });
});

describe('the subscription', () => {
  const url = 'https://pod.example/parley/x.ttl';
  const link = (target: string) => ({
    link: `<${target}>; rel="http://www.w3.org/ns/solid/terms#storageDescription"`,
  });
  const description = (
    service: string,
  ) => `<#s> <http://www.w3.org/ns/solid/notifications#subscription> <${service}>.
    <${service}> <http://www.w3.org/ns/solid/notifications#channelType>
      <http://www.w3.org/ns/solid/notifications#WebSocketChannel2023>.`;
  const server = (target: string, service: string) =>
    vi.fn(async (_url: unknown, init?: RequestInit) =>
      init?.method === 'HEAD'
        ? new Response(null, { headers: link(target) })
        : new Response(description(service), { headers: { 'content-type': 'text/turtle' } }),
    );

  it('is asked for only on the resource’s own origin', async () => {
    const here = server('/.well-known/solid', '/.notifications/');
    expect(await findSubscriptionService({ fetch: here }, url)).toBe('https://pod.example/.notifications/');
    const elsewhere = server('http://169.254.169.254/', '/.notifications/');
    expect(await findSubscriptionService({ fetch: elsewhere }, url)).toBeUndefined();
    expect(elsewhere).toHaveBeenCalledOnce();
    const planted = server('/.well-known/solid', 'https://10.0.0.1/');
    expect(await findSubscriptionService({ fetch: planted }, url)).toBeUndefined();
  });

  it.each([
    'ws://pod.example/1',
    'wss://evil.example/1',
    'wss://pod.example:444/1',
    'https://pod.example/1',
    '',
    undefined,
  ])('refuses the socket %j', async (receiveFrom) => {
    const fetch = async () => Response.json({ receiveFrom });
    const attempt = subscribe({ fetch }, { service: 'https://pod.example/n/', url, endAt: new Date(0) });
    await expect(attempt).rejects.toMatchObject({ code: 'unexpected_answer' });
  });
});

describe('a notification', () => {
  const url = 'https://pod.example/parley/consents/';
  it.each([
    ['another resource', { type: 'Update', object: 'https://pod.example/other' }],
    ['a member elsewhere', { type: 'Add', object: 'https://evil.example/x', target: url }],
    ['another container', { type: 'Remove', object: `${url}x`, target: 'https://pod.example/' }],
    ['an unknown type', { type: 'toString', object: url }],
    ['no type', { object: url }],
  ])('about %s is passed over', (_name, message) => {
    expect(readNotification(JSON.stringify(message), url)).toBeUndefined();
  });

  it.each(['', 'null', '[]', '{', '"text"', new ArrayBuffer(1), `"${'x'.repeat(100_000)}"`])(
    'that is no message is passed over',
    (message) => {
      expect(readNotification(message, url)).toBeUndefined();
    },
  );

  it('may name its parts as objects and its type as a list', () => {
    const message = { type: ['Add'], object: { id: `${url}x` }, target: { id: url }, state: '1' };
    expect(readNotification(JSON.stringify(message), url)).toEqual({
      url,
      kind: 'add',
      member: `${url}x`,
      state: '1',
    });
  });
});
