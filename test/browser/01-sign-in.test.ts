import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { type DashboardStage, signIn, startDashboardStage } from '../support/dashboard-stage.ts';
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
