import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { type DashboardStage, signIn, startDashboardStage } from '../support/dashboard-stage.ts';
import { rawRequest } from '../support/raw-request.ts';
import type { TestOwner } from '../support/test-owner.ts';

let stage: DashboardStage;
let alice: TestOwner;

beforeAll(async () => {
  stage = await startDashboardStage();
  alice = await stage.createOwner();
});

afterAll(() => stage?.stop());

describe("the dashboard's own origin", () => {
  const get = (path: string) => fetch(stage.dashboard + path);

  it('answers every page of the app with one document, under a policy that allows only the files beside it', async () => {
    for (const path of ['/', '/requests/request_x', '/signed-in?code=1']) {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('set-cookie')).toBeNull();
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      for (const rule of ["form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect(policy).toContain(rule);
      expect(policy).not.toContain('unsafe');
      expect(await answer.text()).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/);
    }
  });

  it('serves files that never change for ever, and nothing beside them', async () => {
    const { files } = (await (await get('/hash.json')).json()) as { files: Record<string, string> };
    const script = Object.keys(files).find((path) => path.endsWith('.js')) ?? '';
    expect((await get(`/${script}`)).headers.get('cache-control')).toContain('immutable');
    for (const path of ['/assets/none.js', '/assets/..%2Findex.html', '/assets/../../package.json'])
      expect((await rawRequest({ origin: stage.dashboard, path })).status, path).toBe(404);
    expect((await fetch(`${stage.dashboard}/`, { method: 'POST' })).status).toBe(404);
  });

  it('says truly which bytes it serves', async () => {
    const hashes = (await (await get('/hash.json')).json()) as {
      whole: string;
      files: Record<string, string>;
    };
    const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');
    for (const [path, hash] of Object.entries(hashes.files)) {
      const served = await get(path === 'index.html' ? '/' : `/${path}`);
      expect(sha256(new Uint8Array(await served.arrayBuffer())), path).toBe(hash);
    }
    const lines = Object.entries(hashes.files).map(([path, hash]) => `${hash}  ${path}\n`);
    expect(sha256(lines.join(''))).toBe(hashes.whole);
  });

  it('is a client of Solid providers by a document of its own', async () => {
    const answer = await get('/client.jsonld');
    expect(answer.headers.get('content-type')).toContain('application/ld+json');
    expect(await answer.json()).toEqual({
      '@context': ['https://www.w3.org/ns/solid/oidc-context.jsonld'],
      client_id: `${stage.dashboard}/client.jsonld`,
      client_name: 'Parley',
      client_uri: `${stage.dashboard}/`,
      application_type: 'web',
      redirect_uris: [`${stage.dashboard}/signed-in`],
      post_logout_redirect_uris: [`${stage.dashboard}/`],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
      scope: 'openid webid offline_access',
    });
    expect(await (await get('/config.json')).json()).toEqual({
      gateway: stage.gateway.origin,
      name: 'Parley',
      providers: [stage.cssUrl],
    });
  });

  it('answers to no other host', async () => {
    const { port } = new URL(stage.dashboard);
    for (const host of ['evil.example', `127.0.0.1:${port}`, new URL(stage.gateway.origin).host])
      expect((await rawRequest({ origin: stage.dashboard, path: '/', headers: { host } })).status).toBe(421);
  });
});

describe('signing in', () => {
  it('goes by the own provider to the start page, survives a reload, and ends with signing out', async () => {
    const page = await stage.openPage();
    await signIn(page, alice);
    await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
    await page.getByText('Nothing waits for you.').waitFor();

    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText(alice.webId).waitFor();
    await page.reload();
    await page.getByText(alice.webId).waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings');

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    const again = page.getByRole('button', { name: `Sign in at ${new URL(stage.cssUrl).host}` });
    await again.first().waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('says what is wrong with what was written, and what to do', async () => {
    const page = await stage.openPage();
    await page.goto('/activity');
    const field = page.getByLabel('Your WebID or your provider');
    const trials: [written: string, said: string][] = [
      ['me', 'That is no web address.'],
      [`${stage.cssUrl}nobody/profile/card#me`, 'Nothing can be read at this WebID.'],
      ['http://localhost:1/#me', 'Nothing can be read at this WebID.'],
    ];
    for (const [written, said] of trials) {
      await field.fill(written);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('alert').getByText(said).waitFor();
    }
    expect(page.faults.every((fault) => /404|ERR_/.test(fault))).toBe(true);
    await page.context().close();
  });

  it('says when the sign-in has ended, and comes back to the same page', async () => {
    const page = await stage.openPage();
    await signIn(page, alice, '/companies');
    await page.getByText('No company may read anything').waitFor();
    const refusal = {
      type: 't',
      title: 't',
      status: 401,
      detail: 'd',
      instance: 'urn:uuid:1',
      code: 'invalid_token',
    };
    await page.route(`${stage.gateway.origin}/owner/v1/ledger**`, (route) =>
      route.fulfill({ status: 401, json: refusal, headers: { 'access-control-allow-origin': '*' } }),
    );
    await page.getByRole('link', { name: 'Activity', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Your sign-in has ended' });
    await dialog.waitFor();
    await page.unrouteAll();
    await dialog.getByRole('button', { name: 'Sign in again' }).click();
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.getByText('Nothing has happened yet').waitFor();
    expect(new URL(page.url()).pathname).toBe('/activity');
    await page.context().close();
  });

  it('is usable by everybody, light and dark, on a telephone and on a desk', async () => {
    const page = await stage.openPage();
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await signIn(page, alice);
    await page.getByText('Nothing waits for you.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });
});
