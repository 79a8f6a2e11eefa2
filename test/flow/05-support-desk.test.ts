import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Acme, startAcme } from 'acme-support-desk';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Browser, type BrowserPage, createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { createDeskDatabase, type DeskDatabase } from '../support/desk-database.ts';
import { inDays } from '../support/requests.ts';
import { addIssue, addPreference, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';

const dayInWords = (instant: string): string =>
  new Date(instant).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

let gateway: TestGateway;
let alice: TestOwner;
let dataDir: string;
let database: DeskDatabase;
let acme: Acme;
let port: number;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  dataDir = await mkdtemp(join(tmpdir(), 'parley-acme-'));
  port = await freePort();
  const localOrigins = [cssUrl, `http://localhost:${port}`];
  gateway = await startTestGateway({ postgresUrl: inject('postgresUrl'), localOrigins });
  database = await createDeskDatabase(inject('postgresUrl'));
  acme = await startAcme({ port, gateway: gateway.origin, databaseUrl: database.url, dataDir });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  const description = '<script>alert("eight")</script> every evening';
  await addIssue(alice.pod, 'acme', { title: 'The line & the router drop', description });
  await addPreference(alice.pod, 'everyone', { topic: 'contact', statement: 'Write, do not call' });
});

afterAll(async () => {
  await acme?.stop();
  await database?.drop();
  await alice?.close();
  await gateway?.stop();
  if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
});

/** What a person does who presses the button and approves, or refuses. */
async function connect(browser: Browser, decision: 'give' | 'refuse' = 'give'): Promise<BrowserPage> {
  const page = await browser.submit(`${acme.url}connect`, {});
  const request = await alice.app.claim(page.url, browser);
  const { continueUrl } = decision === 'give' ? await request.give(request.details) : await request.refuse();
  return browser.open(continueUrl);
}

const consentIdOn = (page: BrowserPage): string => /consent_[\w-]{22}/.exec(page.text)?.[0] ?? '';

describe('the support desk', () => {
  it('is a vendor by its own document', async () => {
    const document = (await (await fetch(acme.clientId)).json()) as { jwks: object };
    expect(document).toMatchObject({ client_id: acme.clientId, client_name: 'Acme Broadband' });
    const keys = await (await fetch(`${acme.url}jwks.json`)).json();
    expect(document.jwks).toEqual(keys);
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });

  it('shows what was approved, why it may see it, and the issue behind a link', async () => {
    const browser = createBrowser();
    const desk = await connect(browser);
    expect(desk.url).toBe(`${acme.url}desk`);
    expect(desk.text).toContain('The line &amp; the router drop');
    expect(desk.text).toContain('Write, do not call');
    expect(desk.text).toContain('Customer care');
    const [, link] = /href="(\/desk\/issues\/[\w-]+)"/.exec(desk.text) ?? [];
    const issue = await browser.open(new URL(link ?? '', acme.url).href);
    expect(issue.text).toContain('&lt;script>alert(&quot;eight&quot;)&lt;/script> every evening');
  });

  it('runs no script, in no frame, and names its cookies its own', async () => {
    const browser = createBrowser();
    const { headers } = await connect(browser);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const cookies = await browser.jar.getCookies(acme.url);
    const own = cookies.filter((cookie) => cookie.key.startsWith('acme_'));
    expect(own.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
      { httpOnly: true, sameSite: 'lax' },
    ]);
  });

  it('is at peace with a refusal', async () => {
    const page = await connect(createBrowser(), 'refuse');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Nothing was shared');
  });

  it('shows nothing to a visitor without a session, or with a forged one', async () => {
    const stranger = createBrowser();
    expect((await stranger.open(`${acme.url}desk`)).url).toBe(acme.url);
    const forged = `acme_session=${'A'.repeat(24)}.${'A'.repeat(43)}`;
    expect((await stranger.open(`${acme.url}desk`, { headers: { cookie: forged } })).url).toBe(acme.url);
    expect((await stranger.open(`${acme.url}callback?code=x&state=y`)).url).toBe(acme.url);
  });

  it('takes no button press from another site', async () => {
    const headers = { origin: 'https://other.example' };
    expect((await fetch(`${acme.url}connect`, { method: 'POST', headers, redirect: 'manual' })).status).toBe(
      403,
    );
  });

  it('does not take the answer of another visit', async () => {
    const browser = createBrowser();
    const page = await browser.submit(`${acme.url}connect`, {});
    expect(page.status).toBe(200);
    const answer = await browser.open(`${acme.url}callback?code=x&state=other&iss=${gateway.origin}`);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('This answer belongs to another visit');
  });

  it('says so when the owner has withdrawn, and shows nothing any more', async () => {
    const browser = createBrowser();
    const desk = await connect(browser);
    await alice.app.withdraw(consentIdOn(desk));
    const page = await browser.open(`${acme.url}desk`);
    expect(page.status).toBe(410);
    expect(page.text).toContain('You have withdrawn your consent');
    expect(page.text).toContain('We have deleted our copy of it, and have told your gateway so');
    expect(page.text).not.toContain('The line');
    expect((await browser.open(acme.url)).text).toContain('action="/connect"');
  });

  it('says until when sharing is paused, and shows the desk again after that', async () => {
    const browser = createBrowser();
    const id = consentIdOn(await connect(browser));
    const resumes = inDays(30);
    await alice.app.pause(id, resumes);
    const page = await browser.open(`${acme.url}desk`);
    expect(page.status).toBe(403);
    expect(page.text).toContain(`Until ${dayInWords(resumes)}, or until you resume it, we see nothing.`);
    await alice.app.resume(id);
    expect((await browser.open(`${acme.url}desk`)).text).toContain('The line &amp; the router drop');
  });

  it('says once what it does not see any more, when the owner has narrowed the consent', async () => {
    const browser = createBrowser();
    const id = consentIdOn(await connect(browser));
    const view = (await alice.app.consents()).find(({ consentId }) => consentId === id);
    const titles = { issues: { required: ['title'], optional: [] } };
    const narrower = view?.details.map((entry) => ({ ...entry, datatypes: ['issues'], fields: titles }));
    await alice.app.narrow(id, narrower ?? []);
    const page = await browser.open(`${acme.url}desk`);
    expect(page.text).toContain('You share less with us now');
    expect(page.text).toMatch(/<dt>Issues<\/dt><dd>state, kind, .*description/);
    expect(page.text).toContain('You share no preferences with us.');
    expect((await browser.open(`${acme.url}desk`)).text).not.toContain('You share less with us now');
  });

  it('gives the consent back by a button, and has its word that nothing is kept taken', async () => {
    const browser = createBrowser();
    const id = consentIdOn(await connect(browser));
    const page = await browser.submit(`${acme.url}give-back`, {});
    expect(page.status).toBe(200);
    expect(page.text).toContain('We have given your consent back');
    expect(page.text).toContain('We have deleted our copy of it, and have told your gateway so');
    expect(await acme.client.at(gateway.origin).status(id)).toMatchObject({
      status: 'relinquished',
      deletionReport: { state: 'answered' },
    });
    expect((await browser.open(acme.url)).text).toContain('action="/connect"');
  });

  it('takes its question back while the owner decides', async () => {
    const browser = createBrowser();
    const page = await browser.submit(`${acme.url}connect`, {});
    expect((await browser.open(acme.url)).text).toContain('action="/cancel"');
    expect((await browser.submit(`${acme.url}cancel`, {})).text).toContain('We have taken our question back');
    expect((await browser.open(acme.url)).text).not.toContain('action="/cancel"');
    await expect(alice.app.claim(page.url, browser)).rejects.toThrow();
  });

  it('goes on after its own restart, with the receipt in its folder', async () => {
    const browser = createBrowser();
    const desk = await connect(browser);
    await acme.stop();
    acme = await startAcme({ port, gateway: gateway.origin, databaseUrl: database.url, dataDir });
    const page = await browser.open(`${acme.url}desk`);
    expect(consentIdOn(page)).toBe(consentIdOn(desk));
    expect(page.text).toContain('The line &amp; the router drop');
    const kept = await readFile(join(dataDir, 'sessions.json'), 'utf8');
    expect(kept).not.toContain('The line');
  });

  it('says so when the gateway does not answer', async () => {
    const elsewhere = await startAcme({
      port: 0,
      gateway: `http://localhost:${await freePort()}`,
      databaseUrl: database.url,
      dataDir: join(dataDir, 'elsewhere'),
    });
    const page = await createBrowser().submit(`${elsewhere.url}connect`, {});
    await elsewhere.stop();
    expect(page.status).toBe(503);
    expect(page.headers.get('retry-after')).toBe('30');
    expect(page.text).toContain('Your gateway does not answer');
  });
});
