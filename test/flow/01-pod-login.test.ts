import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type CssAccount, createCssAccount } from '../../scripts/support/css-account.ts';

describe('logging in with client credentials', () => {
  let account: CssAccount;
  beforeAll(async () => {
    account = await createCssAccount(inject('cssUrl'));
  });

  it('acts for the WebID until it is closed, and is not anonymous afterwards', async () => {
    const { oidcIssuer, clientCredentials, podUrl } = account;
    const session = await logInWithClientCredentials({ oidcIssuer, ...clientCredentials });
    expect(session.webId).toBe(account.webId);
    expect((await session.fetch(podUrl)).headers.get('wac-allow')).toContain('control');
    await session.close();
    await expect(session.fetch(podUrl)).rejects.toMatchObject({ code: 'login_failed' });
  });

  it('logs in again before the token ends', async () => {
    const { oidcIssuer, clientCredentials, podUrl } = account;
    let aheadMs = 0;
    const now = () => new Date(Date.now() + aheadMs);
    const session = await logInWithClientCredentials({ oidcIssuer, ...clientCredentials, now });
    const tokens = new Set<string>();
    const watched = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const token = new Headers(init?.headers).get('authorization');
      if (token?.startsWith('DPoP ')) tokens.add(token);
      return watched(input, init);
    };
    try {
      await session.fetch(podUrl);
      aheadMs = 595_000;
      await Promise.all([session.fetch(podUrl), session.fetch(podUrl)]);
    } finally {
      globalThis.fetch = watched;
      await session.close();
    }
    expect(tokens.size).toBe(2);
  });

  it.each([
    ['a wrong secret', { secret: 'wrong' }, 'login_failed'],
    ['an unknown id', { id: 'nobody' }, 'login_failed'],
    ['a provider that is not there', { oidcIssuer: 'http://localhost:9/' }, 'unavailable'],
  ])('answers %s with a typed error that names nothing', async (_name, wrong, code) => {
    const options = { oidcIssuer: account.oidcIssuer, ...account.clientCredentials, ...wrong };
    const error = (await logInWithClientCredentials(options).catch((each: unknown) => each)) as Error;
    expect(error).toMatchObject({ code });
    expect(`${error.message} ${error.cause}`).not.toContain('localhost');
  });

  it('gives up when the caller does', async () => {
    const reason = new Error('no longer needed');
    const signal = AbortSignal.abort(reason);
    const options = { oidcIssuer: account.oidcIssuer, ...account.clientCredentials, signal };
    await expect(logInWithClientCredentials(options)).rejects.toBe(reason);
  });

  it('does not keep a program running, even where it forgets to close', async () => {
    const program = `
      import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
      const { webId } = await logInWithClientCredentials(${JSON.stringify({ oidcIssuer: account.oidcIssuer, ...account.clientCredentials })});
      console.log(webId);`;
    const args = ['--conditions=@parley/source', '--input-type=module', '-e', program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
    expect(stdout.trim()).toBe(account.webId);
  });
});
