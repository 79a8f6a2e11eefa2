// What stands before the camera: the demo's servers and people, and a browser in which Alice has signed in.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../test/support/chromium.ts';
import { type DemoOwner, openDemoFolder } from '../demo/data-folder.ts';
import { people, vendorsOf } from '../demo/people.ts';
import { choosePorts } from '../demo/ports.ts';
import { seedOwner } from '../demo/seed-owner.ts';
import { type Servers, startServers } from '../demo/start-servers.ts';
import { signIn } from '../support/dashboard-sign-in.ts';
import { freePort } from '../support/free-port.ts';

export interface ScreenshotStage {
  /** Alice's browser. */
  readonly page: Page;
  /** A company that she shares something with. */
  readonly acme: Servers['acme'];
  /** Of what the grocer asks, and what waits. */
  readonly requestId: string;
  /** The page of a preference of hers, and of an issue. */
  readonly preference: string;
  readonly issue: string;
  stop(): Promise<void>;
}

export async function setStage(say: (text: string) => void): Promise<ScreenshotStage> {
  const root = await mkdtemp(join(tmpdir(), 'parley-screenshots-'));
  const folder = await openDemoFolder(root);
  await folder.clear();
  const ports = await choosePorts(await freePort(), say);
  const { signal } = new AbortController();
  const servers = await startServers({ folder, ports, say, signal });
  const browser = await launchChromium();
  const stop = async (): Promise<void> => {
    await browser.close();
    await servers.stop();
    await rm(root, { recursive: true, force: true });
  };
  try {
    const [alice] = people;
    if (alice === undefined) throw new Error('The demo has no people.');
    const { pods, gateway, acme, dashboard } = servers;
    const vendors = vendorsOf(servers);
    const owner = await seedOwner({
      person: alice,
      password: 'for-pictures',
      pods,
      gateway,
      vendors,
      signal,
    });
    const context = await browser.newContext({ baseURL: dashboard, locale: 'en-GB' });
    const page = await context.newPage();
    const requestId = await play({ page, owner, servers });
    const preference = await linkTo(page, '/my-data/preferences', /Repair a device/);
    const issue = await linkTo(page, '/my-data/issues', /The connection drops/);
    return { page, acme, requestId, preference, issue, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Play {
  readonly page: Page;
  readonly owner: DemoOwner;
  readonly servers: Servers;
}

/** Alice shares something with Acme, which reads it. The grocer asks, and she decides later. @returns the grocer's request */
async function play({ page, owner, servers }: Play): Promise<string> {
  const { acme, grocer } = servers;
  await signIn(page, owner);
  await page.goto(acme.url);
  await page.getByRole('button', { name: 'Connect with Parley' }).first().click();
  await page.getByRole('checkbox', { name: 'the description', exact: true }).check();
  await page.getByRole('button', { name: 'Share this' }).click();
  await page.getByRole('heading', { level: 1, name: 'What our support team sees' }).waitFor();
  await page.goto(grocer.url);
  await page.getByRole('button', { name: 'Shop with your own preferences' }).click();
  await page.getByRole('heading', { level: 2, name: 'Your decision' }).waitFor();
  const requestId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.getByRole('button', { name: 'Decide later' }).click();
  await page.waitForURL(/callback/);
  await page.goto('/');
  await page.getByRole('link', { name: 'Notices, 1 new' }).waitFor({ timeout: 60_000 });
  return requestId;
}

/** Where a link on a page leads. */
async function linkTo(page: Page, path: string, name: RegExp): Promise<string> {
  await page.evaluate((to) => history.pushState(null, '', to), path);
  const address = await page.getByRole('main').getByRole('link', { name }).first().getAttribute('href');
  if (address === null) throw new Error(`${path} has no such link.`);
  return address;
}
