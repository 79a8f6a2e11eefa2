import { describe, expect, it, vi } from 'vitest';
import { readDocument } from './conditional-get.ts';

const url = 'https://pod.example/parley/preferences.ttl';
const turtle = { headers: { 'content-type': 'text/turtle; charset=utf-8', etag: '"1"' } };
const answering = (body: BodyInit | null, init?: ResponseInit) => vi.fn(async () => new Response(body, init));

describe('reading a document', () => {
  it('asks for Turtle, follows no redirect, and sends the ETag it has', async () => {
    const fetch = answering(null, { status: 304 });
    expect(await readDocument({ url, fetch, etag: '"1"' })).toEqual({ status: 'unchanged' });
    expect(fetch).toHaveBeenCalledWith(url, expect.objectContaining({ method: 'GET', redirect: 'manual' }));
    const [, init] = fetch.mock.calls[0] as unknown as [string, RequestInit];
    expect(init.headers).toEqual({ accept: 'text/turtle', 'if-none-match': '"1"' });
  });

  it('returns the text with its validators', async () => {
    const reading = await readDocument({ url, fetch: answering('<a> <b> "ü".', turtle) });
    expect(reading).toEqual({ status: 'read', url, turtle: '<a> <b> "ü".', etag: '"1"' });
  });

  it.each([
    [401, 'access_denied'],
    [403, 'access_denied'],
    [301, 'redirected'],
    [307, 'redirected'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [304, 'unexpected_answer'],
    [204, 'unexpected_answer'],
    [418, 'unexpected_answer'],
  ])('answers a status of %i with %s', async (status, code) => {
    const headers = { location: 'http://169.254.169.254/' };
    await expect(readDocument({ url, fetch: answering(null, { status, headers }) })).rejects.toMatchObject({
      code,
      status,
    });
  });

  it.each([404, 410])('takes %i for absent', async (status) => {
    expect(await readDocument({ url, fetch: answering('', { status }) })).toEqual({ status: 'absent' });
  });

  it.each(['application/ld+json', 'text/html', 'text/turtle2', ''])(
    'refuses the content type %j',
    async (type) => {
      const fetch = answering('<a> <b> <c>.', { headers: { 'content-type': type } });
      await expect(readDocument({ url, fetch })).rejects.toMatchObject({ code: 'content_rejected' });
    },
  );

  it('refuses what is not UTF-8', async () => {
    const fetch = answering(new Uint8Array([0x3c, 0xff, 0x3e]), turtle);
    await expect(readDocument({ url, fetch })).rejects.toMatchObject({ code: 'content_rejected' });
  });

  it('stops reading an endless body at the cap, and lets go of the connection', async () => {
    let pulled = 0;
    const cancel = vi.fn();
    const body = new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1_000).fill(0x20));
      },
      cancel,
    });
    const read = readDocument({ url, fetch: answering(body, turtle), maxBytes: 10_000 });
    await expect(read).rejects.toMatchObject({ code: 'too_large' });
    expect(pulled).toBeLessThan(20);
    expect(cancel).toHaveBeenCalled();
  });

  it('refuses a stated length above the cap before reading', async () => {
    const fetch = answering('x', { headers: { ...turtle.headers, 'content-length': '2000000' } });
    await expect(readDocument({ url, fetch })).rejects.toMatchObject({ code: 'too_large' });
  });

  it('ends at the time limit where the server never answers', async () => {
    const fetch = (_url: unknown, init?: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    const error = await readDocument({ url, fetch, timeoutMs: 20 }).catch((each: unknown) => each);
    expect(error).toMatchObject({ code: 'unavailable', cause: { name: 'TimeoutError' } });
  });

  it('ends at the time limit where the body never ends', async () => {
    const fetch = async (_url: unknown, init?: RequestInit) => {
      const body = new ReadableStream({
        start: (controller) =>
          init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason)),
      });
      return new Response(body, turtle);
    };
    await expect(readDocument({ url, fetch, timeoutMs: 20 })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('rejects with the caller’s own reason when the caller ends it', async () => {
    const reason = new Error('no longer needed');
    const fetch = answering('', turtle);
    await expect(readDocument({ url, fetch, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('takes a network failure for unavailable, with its cause', async () => {
    const cause = new TypeError('fetch failed');
    const error = readDocument({ url, fetch: () => Promise.reject(cause) });
    await expect(error).rejects.toMatchObject({ code: 'unavailable', cause });
  });
});
