import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import {
  type DashboardStage,
  passProvider,
  signIn,
  startDashboardStage,
  type WatchedPage,
} from '../support/dashboard-stage.ts';
import { makeTrouble, withNothing } from '../support/make-trouble.ts';
import { careRequest } from '../support/requests.ts';
import type { TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';

let stage: DashboardStage;
let acme: TestVendor;
let bob: TestOwner;

beforeAll(async () => {
  acme = await startTestVendor();
  stage = await startDashboardStage({ localOrigins: [acme.origin] });
  bob = await stage.createOwner({ connect: false });
});

afterAll(async () => {
  await stage?.stop();
  acme?.stop();
});

const ask = () =>
  acme.at(stage.gateway.origin).ask({ details: [careRequest()], redirectUri: acme.redirectUri });
const heading = (page: WatchedPage, name: string) => page.getByRole('heading', { level: 1, name });
const connection = async () => (await bob.app.call('GET', '/connection')).body;

describe('connecting a pod', () => {
  it('shows what will be made, waits for a pod that is down, connects, and allows this app', async () => {
    const page = await stage.openPage();
    await signIn(page, bob);
    await page.getByRole('link', { name: 'Connect your pod' }).click();
    await page.getByText('Never change or delete anything.').waitFor();
    await page.getByText(`A folder ${bob.container}`).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    const end = await makeTrouble(page, `${bob.podUrl}**`, withNothing);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('alert').getByText('Your pod does not answer just now.').waitFor();
    expect(await connection()).toMatchObject({ container: null });
    await end();

    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Your pod is connected').waitFor();
    expect(await connection()).toMatchObject({ container: bob.container });
    const settings = await (await bob.fetch(`${bob.container}settings.ttl`)).text();
    expect(settings).toContain(`${stage.dashboard}/client.jsonld`);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('keeps the list of the apps that may share, and asks before this one goes off it', async () => {
    const page = await stage.openPage();
    await signIn(page, bob, '/settings');
    await page.getByText('this app').waitFor();
    await page.getByText('Allow another app').click();
    await page.getByLabel('Address of the app').fill('https://app.example/id');
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.getByText('https://app.example/id').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take it off: https://app.example/id' }).click();
    await page.getByText('https://app.example/id').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Take it off: .*client.jsonld/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('you can no longer share anything here').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('this app').waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });
});

describe('arriving with a request', () => {
  it('signs in on the way, binds the tab, and stands before what the company asks', async () => {
    const page = await stage.openPage();
    const { url } = await ask();
    await page.goto(url);
    await page.getByText('A company waits for your decision.').waitFor();
    expect(new URL(page.url()).origin).toBe(stage.dashboard);
    await page.getByRole('button', { name: `Sign in at ${new URL(stage.cssUrl).host}` }).click();
    await passProvider(page, bob);
    await heading(page, 'Acme Broadband asks').waitFor();
    expect(page.url()).toMatch(new RegExp(`^${stage.dashboard}/requests/request_[\\w-]+$`));
    await page.reload();
    await heading(page, 'Acme Broadband asks').waitFor();
    expect(page.faults).toEqual([]);

    // Another request in the same tab, now without a sign-in.
    await page.goto((await ask()).url);
    await heading(page, 'Acme Broadband asks').waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('leaves the plain page to who has no script, and to a second tab', async () => {
    const scriptless = await stage.openPage({ javaScriptEnabled: false });
    const { url } = await ask();
    await scriptless.goto(url);
    const interaction = new URL(scriptless.url()).searchParams.get('interaction');
    await scriptless.goto(`${stage.gateway.origin}/interaction/${interaction}?plain`);
    await scriptless.getByRole('button', { name: 'Share what is ticked' }).waitFor();

    const bind = `${stage.gateway.origin}/interaction/${interaction}/bind`;
    const first = await scriptless.goto(`${bind}?app_challenge=${'A'.repeat(43)}&to=dashboard`);
    expect(new URL(first?.url() ?? '').pathname).toMatch(/^\/requests\/request_/);
    await scriptless.goto(`${bind}?app_challenge=${'B'.repeat(43)}&to=dashboard`);
    await scriptless.getByRole('button', { name: 'Share what is ticked' }).waitFor();
    await scriptless.context().close();
  });
});

describe('disconnecting', () => {
  it('says what ends, and takes the access away', async () => {
    const page = await stage.openPage();
    await signIn(page, bob, '/settings');
    await page.getByRole('button', { name: 'Disconnect' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Everything that you share ends at once').waitFor();
    await dialog.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('Nothing is shared any more').waitFor();
    await page.getByText('Not connected yet.').waitFor();
    expect(await connection()).toMatchObject({ container: null });
    expect((await bob.fetch(`${bob.container}connection.ttl`)).status).toBe(404);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('lets who has several storages choose one', async () => {
    const profile = bob.webId.split('#')[0] ?? '';
    const second = `${bob.podUrl}second/`;
    const patched = await bob.fetch(profile, {
      method: 'PATCH',
      headers: { 'content-type': 'text/n3' },
      body: `@prefix solid: <http://www.w3.org/ns/solid/terms#>.
        <> a solid:InsertDeletePatch; solid:inserts { <${bob.webId}> <http://www.w3.org/ns/pim/space#storage> <${second}> . }.`,
    });
    expect(patched.ok).toBe(true);
    const page = await stage.openPage();
    await signIn(page, bob, '/connect');
    const choice = page.getByLabel('Which of your storages?');
    await choice.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await choice.selectOption(second);
    await page.getByText(`A folder ${second}parley/`).waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });
});
