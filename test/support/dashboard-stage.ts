// The stage of the tests of pages: a real pod server, PostgreSQL, a gateway that serves the dashboard, an owner, and a browser.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { launchChromium } from './chromium.ts';
import { startTestGateway, type TestGateway } from './test-gateway.ts';
import { createTestOwner, type TestOwner } from './test-owner.ts';

export { passProvider, signIn } from '../../scripts/support/dashboard-sign-in.ts';

export interface DashboardStage {
  readonly gateway: TestGateway;
  /** Origin of the dashboard. */
  readonly dashboard: string;
  readonly browser: Browser;
  readonly cssUrl: string;
  /** A person with an account and a pod; connected unless told otherwise. */
  createOwner(options?: { connect?: boolean }): Promise<TestOwner>;
  /** A page in a browser profile of its own, watched for what must never happen; `faults` says what did. */
  openPage(options?: BrowserContextOptions): Promise<WatchedPage>;
  stop(): Promise<void>;
}

export interface WatchedPage extends Page {
  /** Errors in the console, exceptions, breaches of the content policy, and requests to hosts that are not on the stage. */
  readonly faults: string[];
  /** Addresses of requests that the test itself lets fail: one note on each is no fault. */
  readonly forgiven: string[];
}

/** One for each test file. `localOrigins`: what else the gateway may talk to, such as a vendor. */
export async function startDashboardStage(
  options: { readonly localOrigins?: readonly string[]; readonly settings?: Record<string, string> } = {},
): Promise<DashboardStage> {
  const cssUrl = inject('cssUrl');
  const { localOrigins = [], settings = {} } = options;
  const port = await freePort();
  const dashboard = `http://localhost:${port}`;
  const [gateway, browser] = await Promise.all([
    startTestGateway({
      postgresUrl: inject('postgresUrl'),
      localOrigins: [cssUrl, ...localOrigins],
      settings: {
        PARLEY_DASHBOARD: dashboard,
        PARLEY_DASHBOARD_PORT: String(port),
        PARLEY_PROVIDERS: cssUrl,
        ...settings,
      },
    }),
    launchChromium(),
  ]);
  const owners: TestOwner[] = [];
  return {
    gateway,
    dashboard,
    browser,
    cssUrl,
    async createOwner({ connect = true } = {}) {
      const owner = await createTestOwner({ cssUrl, gateway: gateway.origin, connect });
      owners.push(owner);
      return owner;
    },
    async openPage(profile = {}) {
      const context = await browser.newContext({ baseURL: dashboard, locale: 'en-GB', ...profile });
      context.setDefaultTimeout(PATIENCE_MS);
      return watched(await context.newPage());
    },
    async stop() {
      await browser.close();
      await Promise.all(owners.map((owner) => owner.close()));
      await gateway.stop();
    },
  };
}

/** A busy machine is slow; what does not come is seen all the same. */
const PATIENCE_MS = 60_000;

function watched(page: Page): WatchedPage {
  // Whether a pod has a document is found by asking for it; a browser notes each answer that it has not.
  const pods = inject('cssUrl');
  const faults: string[] = [];
  const forgiven: string[] = [];
  const isForgiven = (url: string) => {
    const at = forgiven.indexOf(url);
    return at >= 0 && forgiven.splice(at, 1).length > 0;
  };
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() !== 'error' || (url.startsWith(pods) && message.text().includes('404'))) return;
    if (!isForgiven(url)) faults.push(`console: ${message.text()} ${url}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(https?:\/\/localhost[:/]|data:|blob:)/.test(request.url()))
      faults.push(`foreign: ${request.url()}`);
  });
  return Object.assign(page, { faults, forgiven });
}
