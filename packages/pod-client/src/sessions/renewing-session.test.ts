import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Login, openRenewingSession } from './renewing-session.ts';

const webId = 'https://ann.example/#me';
const lifetimeMs = 600_000;

describe('a session that renews itself', () => {
  let nowMs = 0;
  let logins: { answers: () => number; loggedOut: boolean; requests: string[] }[];
  let latency: () => Promise<void>;
  beforeEach(() => {
    nowMs = Date.parse('2026-11-22T10:00:00Z');
    logins = [];
    latency = () => Promise.resolve();
  });
  afterEach(() => vi.restoreAllMocks());

  const logIn = vi.fn(async (): Promise<Login> => {
    await latency();
    const login = { answers: () => 200, loggedOut: false, requests: [] as string[] };
    logins.push(login);
    return {
      webId,
      expiresAtMs: nowMs + lifetimeMs,
      fetch: async (input, init) => {
        login.requests.push(`${input}`);
        init?.signal?.throwIfAborted();
        return new Response(null, { status: login.answers() });
      },
      logOut: async () => {
        login.loggedOut = true;
      },
    };
  });
  const open = (options: { logIn?: () => Promise<Login> } = {}) =>
    openRenewingSession({ logIn, now: () => new Date(nowMs), timeoutMs: 1_000, ...options });
  const url = 'https://pod.example/x';

  it('logs in once, and again in the last minute of the token', async () => {
    const session = await open();
    expect(session.webId).toBe(webId);
    nowMs += lifetimeMs - 60_001;
    await session.fetch(url);
    expect(logins).toHaveLength(1);
    nowMs += 1;
    await session.fetch(url);
    expect(logins.map(({ requests }) => requests.length)).toEqual([1, 1]);
    expect(logins.map(({ loggedOut }) => loggedOut)).toEqual([true, false]);
  });

  it('shares one login between twenty calls', async () => {
    const session = await open();
    nowMs += lifetimeMs;
    latency = () => new Promise((resolve) => setTimeout(resolve, 10));
    await Promise.all(Array.from({ length: 20 }, () => session.fetch(url)));
    expect(logins).toHaveLength(2);
    expect(logins[1]?.requests).toHaveLength(20);
  });

  it('logs in again and repeats the request when the server refuses the token', async () => {
    const session = await open();
    if (logins[0]) logins[0].answers = () => 401;
    nowMs += 60_000;
    const answers = await Promise.all([
      session.fetch(url),
      session.fetch(url, { method: 'PUT', body: 'text' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(logins).toHaveLength(2);
  });

  it('does not log in again for the refusal of a young token, or of a body that is gone', async () => {
    const session = await open();
    if (logins[0]) logins[0].answers = () => 401;
    nowMs += 9_000;
    expect((await session.fetch(url)).status).toBe(401);
    nowMs += 60_000;
    const body = new ReadableStream();
    expect((await session.fetch(url, { method: 'PUT', body })).status).toBe(401);
    expect(logins).toHaveLength(1);
  });

  it('tells a caller when a renewal fails, and tries again for the next', async () => {
    const session = await open();
    nowMs += lifetimeMs;
    logIn.mockRejectedValueOnce(new Error('provider is down'));
    await expect(session.fetch(url)).rejects.toThrow('provider is down');
    expect((await session.fetch(url)).status).toBe(200);
  });

  it('refuses to go on as somebody else', async () => {
    const session = await open();
    nowMs += lifetimeMs;
    const logOut = vi.fn(async () => {});
    logIn.mockResolvedValueOnce({ webId: 'https://eve.example/#me', expiresAtMs: Infinity, fetch, logOut });
    await expect(session.fetch(url)).rejects.toMatchObject({ code: 'login_failed' });
    expect(logOut).toHaveBeenCalledOnce();
  });

  it('logs out once, ends what is under way, and is never anonymous afterwards', async () => {
    const session = await open();
    await Promise.all([session.close(), session.close()]);
    expect(logins[0]?.loggedOut).toBe(true);
    await expect(session.fetch(url)).rejects.toMatchObject({ code: 'login_failed' });
    expect(logins[0]?.requests).toEqual([]);
  });

  it('logs out a login that arrives after it was closed', async () => {
    const session = await open();
    nowMs += lifetimeMs;
    latency = () => new Promise((resolve) => setTimeout(resolve, 20));
    const late = session.fetch(url);
    const closed = session.close();
    await expect(late).rejects.toMatchObject({ code: 'login_failed' });
    await closed;
    expect(logins.map(({ loggedOut }) => loggedOut)).toEqual([true, true]);
  });

  it('limits each request in time, and sends an address as text', async () => {
    const seen: unknown[] = [];
    const hanging: typeof fetch = (input, init) => {
      seen.push(input);
      return new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    };
    const login: Login = { webId, expiresAtMs: Infinity, fetch: hanging, logOut: async () => {} };
    const session = await openRenewingSession({
      logIn: async () => login,
      now: () => new Date(0),
      timeoutMs: 20,
    });
    await expect(session.fetch(new URL(url))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(seen).toEqual([url]);
  });
});
