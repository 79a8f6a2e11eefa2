// What a company, another page or another person can do to the dashboard: nothing.
import { createServer, type Server } from 'node:http';
import { type RequestView, sha256 } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import {
  type DashboardStage,
  signIn,
  startDashboardStage,
  type WatchedPage,
} from '../support/dashboard-stage.ts';
import { arrive } from '../support/request-page.ts';
import { careRequest } from '../support/requests.ts';
import { addIssue, addPreference, knowVendor } from '../support/seed-pod.ts';
import type { TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';

const SCRIPT = '<img src=x onerror="pwned=1">';
/** Cyrillic а: it looks like a company that everybody knows. */
const LOOKALIKE = `P\u0430yp\u0430l ${SCRIPT}`;

let stage: DashboardStage;
let mallory: TestVendor;
let alice: TestOwner;
let bob: TestOwner;
let page: WatchedPage;
/** What Alice looks at. */
let request: RequestView;
/** A page of somebody else. */
let elsewhere: { readonly origin: string; readonly server: Server };

beforeAll(async () => {
  mallory = await startTestVendor({ name: LOOKALIKE });
  stage = await startDashboardStage({ localOrigins: [mallory.origin] });
  [alice, bob] = await Promise.all([stage.createOwner(), stage.createOwner()]);
  await knowVendor(alice.pod, { id: 'mallory', clientId: mallory.clientId });
  await addIssue(alice.pod, 'mallory', { title: `My own ${SCRIPT}` });
  await addPreference(alice.pod, 'everyone', { topic: 'delivery', statement: 'Only Alice knows' });
  const port = await freePort();
  const html = `<iframe src="${stage.dashboard}/requests"></iframe>`;
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(html);
  }).listen(port, 'localhost');
  elsewhere = { origin: `http://localhost:${port}`, server };
  page = await stage.openPage();
  await signIn(page, alice);
  await comeFromMallory(page);
  const { body } = await alice.app.call('GET', '/requests');
  [request] = (body as { requests: [RequestView] }).requests;
});

afterAll(async () => {
  await stage?.stop();
  mallory?.stop();
  elsewhere?.server.close();
});

const comeFromMallory = (on: WatchedPage) =>
  arrive(on, {
    vendor: mallory,
    gateway: stage.gateway.origin,
    details: [
      careRequest({
        benefit: SCRIPT.repeat(10),
        recipients: [`Globex ${SCRIPT}`],
        filter: { preferences: { topics: ['delivery', SCRIPT] } },
        retention: { duration: 'P30D', location: '<b>EU</b>', onEnd: 'delete' },
      }),
    ],
  });

/** Nothing that others wrote has become a part of the page, moves its text about, or makes it too wide. */
async function expectOnlyText(): Promise<void> {
  const found = await page.evaluate(`({
    scripts: typeof pwned,
    made: document.querySelectorAll('main img, main b, main script').length,
    turned: /[\\u202a-\\u202e]/.test(document.body.innerText + document.title),
  })`);
  expect(found).toEqual({ scripts: 'undefined', made: 0, turned: false });
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(page.faults).toEqual([]);
}

describe('texts of a company', () => {
  it('are text on the page of a request, in the list and among the companies', async () => {
    await page.getByText(SCRIPT, { exact: false }).first().waitFor();
    await expectOnlyText();
    await page.goto('/requests');
    await page.getByRole('link', { name: /onerror/ }).waitFor();
    await expectOnlyText();
    await mallory.obtain({ gateway: stage.gateway.origin, details: [careRequest()], owner: alice.app });
    await page.goto('/companies');
    await page.getByText('onerror').first().waitFor();
    await expectOnlyText();
  });

  it('pass for no other company: the address is named, and letters of two alphabets are', async () => {
    await page.goto(`/requests/${request.requestId}`);
    await page.getByText('The name mixes letters of several alphabets').waitFor();
    await page.getByText(new URL(mallory.origin).host, { exact: true }).waitFor();
  });

  it('stay in their place though they are long, or turn the direction, also where a gateway would let them through', async () => {
    const long = (text: string) => text.repeat(Math.ceil(10_000 / text.length));
    const worse = (each: RequestView): RequestView => ({
      ...each,
      vendor: {
        ...each.vendor,
        name: `\u202egro.elpmaxe ${long('حسنW')}`,
        legalName: long('wide'),
        site: 'javascript:pwned=1',
        policyUri: 'data:text/html,<script>pwned=1</script>',
      },
      bindingMessage: `\u202e${long('x')}`,
    });
    await page.route('**/owner/v1/requests**', async (route) => {
      if (new URL(route.request().url()).pathname.includes('/preview')) return route.fallback();
      const answer = await route.fetch();
      const body = (await answer.json()) as RequestView & { requests?: RequestView[] };
      const json =
        body.requests === undefined ? worse(body) : { ...body, requests: body.requests.map(worse) };
      await route.fulfill({ response: answer, json });
    });
    await page.goto('/requests');
    await page
      .getByRole('link', { name: /gro\.elpmaxe/ })
      .first()
      .waitFor();
    await expectOnlyText();
    await page.goto(`/requests/${request.requestId}`);
    await page.getByRole('heading', { level: 1, name: /asks/ }).waitFor();
    await page.getByRole('heading', { level: 2, name: 'Your decision' }).waitFor();
    expect(await page.getByRole('link', { name: 'Website' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Its privacy notice' }).count()).toBe(0);
    await expectOnlyText();
    await page.unroute('**/owner/v1/requests**');
  });
});

describe('another page', () => {
  it('cannot put the dashboard or the gateway’s page into a frame', async () => {
    for (const address of [`${stage.dashboard}/requests`, stage.gateway.origin]) {
      const { headers } = await fetch(address);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
    const theirs = await page.context().newPage();
    await theirs.goto(elsewhere.origin);
    expect(theirs.frames()[1]?.url()).toMatch(/^chrome-error:/);
    await theirs.close();
  });

  it('cannot decide, though the person is signed in beside it: no cookie stands for anybody', async () => {
    const theirs = await page.context().newPage();
    await theirs.goto(elsewhere.origin);
    const body = JSON.stringify({ approved: request.details });
    const owner = `${stage.gateway.origin}/owner/v1`;
    const paths = ['give', 'refuse', 'defer'].map((act) => `/requests/${request.requestId}/${act}`);
    const digest = await sha256(body);
    const statuses = await theirs.evaluate(
      ({ calls, text }) =>
        Promise.all(
          calls.map(async (url) => {
            const init = { method: 'POST', credentials: 'include', mode: 'no-cors', body: text } as const;
            const simple = await fetch(url, { ...init, headers: { 'content-type': 'text/plain' } });
            const asked = await fetch(url, {
              ...init,
              credentials: 'omit',
              mode: 'cors',
              headers: { 'content-type': 'application/json' },
            });
            return [simple.type, asked.status];
          }),
        ),
      { calls: paths.map((path) => `${owner}${path}/${digest}`), text: body },
    );
    expect(statuses).toEqual(paths.map(() => ['opaque', 401]));
    // With cookies the browser does not even show the answer.
    const read = await theirs.evaluate(
      (url) =>
        fetch(url, { credentials: 'include' }).then(
          ({ status }) => status,
          () => 'refused',
        ),
      `${owner}/requests`,
    );
    expect(['refused', 401]).toContain(read);
    await theirs.close();
    const { body: after } = await alice.app.call('GET', `/requests/${request.requestId}`);
    expect(after).toMatchObject({ status: 'requested' });
  });
});

describe('another person', () => {
  it('cannot have what they began decided by somebody else', async () => {
    const strangers = createBrowser();
    const client = mallory.at(stage.gateway.origin);
    const asked = await client.ask({ details: [careRequest()], redirectUri: mallory.redirectUri });
    const { url } = await strangers.open(asked.url, { stopAt: [`${stage.dashboard}/`] });
    const before = (await alice.app.call('GET', '/requests')).body;
    // In the place of the one whose cookie is there, the browser has nothing to show for this one.
    await page.goto(url);
    await page.waitForURL(`${stage.gateway.origin}/interaction/**`);
    expect((await alice.app.call('GET', '/requests')).body).toEqual(before);
    await expect.poll(() => page.faults.splice(0)).toMatchObject([expect.stringContaining('400')]);
  });

  it('who signs in after the first in the same browser finds nothing of hers', async () => {
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    const kept = () => page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    expect(await kept()).not.toContain('Only Alice knows');
    expect(await kept()).not.toContain(alice.webId);
    // The provider's own sign-out.
    await page.context().clearCookies();
    await signIn(page, bob, '/requests');
    await page.getByText('Nobody is asking').waitFor();
    expect(page.faults).toEqual([]);
    await page.goto(`/requests/${request.requestId}`);
    await page.getByRole('heading', { name: 'This request is not here' }).waitFor();
    await page.getByText(bob.webId).waitFor();
    expect(await page.getByText('onerror').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto('/companies');
    await page.getByText('No company may read anything').waitFor();
    expect(page.faults.filter((fault) => !fault.includes('404'))).toEqual([]);
  });
});
