import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Browser, type BrowserPage, createBrowser } from '../../scripts/support/browser.ts';
import { signInAtCss } from '../../scripts/support/css-sign-in.ts';
import { careRequest, inDays } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let bob: TestOwner;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  bob = await createTestOwner({ cssUrl, gateway: gateway.origin, connect: false });
});

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()]);
  acme?.stop();
  await gateway?.stop();
});

async function beginAsking(browser: Browser) {
  const asked = await acme
    .at(gateway.origin)
    .ask({ details: [careRequest()], redirectUri: acme.redirectUri });
  return { ...asked, page: await browser.open(asked.url) };
}

const countConsents = async (): Promise<number> =>
  Number((await gateway.query<{ count: string }>('SELECT count(*) FROM consent'))[0]?.count);

describe('deciding in an app', () => {
  it('gives less than was asked, and the token says exactly that', async () => {
    const until = inDays(7);
    const consent = await acme.obtain({
      gateway: gateway.origin,
      owner: alice.app,
      details: [careRequest()],
      decide: ({ details }) =>
        details.map((entry) => ({
          ...entry,
          datatypes: ['issues'],
          fields: { issues: { required: ['title', 'state'], optional: [] } },
          access: { ...entry.access, until },
        })),
    });
    const receipt = decodeJwt(consent.receipt);
    expect(receipt['authorization_details']).toMatchObject([
      {
        datatypes: ['issues'],
        fields: { issues: { required: ['title', 'state'], optional: [] } },
        access: { until },
      },
    ]);
    expect(receipt.sub).toBe(consent.subject);
    expect(JSON.stringify(receipt)).not.toContain(alice.podUrl);
  });

  it('writes the signed record and the evidence into the pod before it answers', async () => {
    const consent = await acme.obtain({
      gateway: gateway.origin,
      owner: alice.app,
      details: [careRequest()],
    });
    const file = await (await alice.fetch(`${alice.container}consents/${consent.id}.ttl`)).text();
    expect(file).toContain(consent.receipt);
    expect(file).toContain('solid-oidc');
  });

  it('refuses to give more than was asked, and nothing changes', async () => {
    const browser = createBrowser();
    const { page } = await beginAsking(browser);
    const before = await countConsents();
    const request = await alice.app.claim(page.url, browser);
    const wider = request.details.map((entry) => ({ ...entry, access: { until: inDays(300) } }));
    await expect(request.give(wider)).rejects.toMatchObject({
      status: 403,
      body: { code: 'insufficient_authorization' },
    });
    expect(await countConsents()).toBe(before);
  });

  it('tells the vendor only that the owner declined', async () => {
    const browser = createBrowser();
    const { page, handle } = await beginAsking(browser);
    const { continueUrl } = await (await alice.app.claim(page.url, browser)).refuse();
    const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
    await expect(acme.at(gateway.origin).exchange({ callbackUrl: back.url, handle })).rejects.toMatchObject({
      code: 'access_denied',
    });
  });

  it('decides later: the vendor is refused for now, and the request stays in the list until it is refused', async () => {
    const browser = createBrowser();
    const { page } = await beginAsking(browser);
    const request = await alice.app.claim(page.url, browser);
    const { continueUrl, status } = await request.defer();
    expect(status).toBe('deferred');
    const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
    expect(new URL(back.url).searchParams.get('error')).toBe('access_denied');
    const { body } = await alice.app.call('GET', `/requests/${request.requestId}`);
    expect(body).toMatchObject({ status: 'deferred' });
    const days = (Date.parse((body as { expiresAt: string }).expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    await expect(request.give(request.details)).rejects.toMatchObject({ body: { code: 'request_ended' } });
    await expect(request.defer()).rejects.toMatchObject({ body: { code: 'request_ended' } });
    const refuse = () => alice.app.act(`/requests/${request.requestId}/refuse`, {});
    expect(await refuse()).toMatchObject({ status: 200, body: { status: 'refused' } });
    expect(await refuse()).toMatchObject({ status: 409, body: { code: 'request_ended' } });
  });

  it('makes one consent of two equal decisions, and refuses a different second one', async () => {
    const browser = createBrowser();
    const { page } = await beginAsking(browser);
    const request = await alice.app.claim(page.url, browser);
    const [first, second] = await Promise.all([request.give(request.details), request.give(request.details)]);
    expect(first.consentId).toBe(second.consentId);
    const other = request.details.map((entry) => ({ ...entry, access: { until: inDays(3) } }));
    await expect(request.give(other)).rejects.toMatchObject({ body: { code: 'conflict' } });
    await expect(request.refuse()).rejects.toMatchObject({ body: { code: 'request_ended' } });
  });

  it('refuses an owner whose pod is not connected', async () => {
    const browser = createBrowser();
    const { page } = await beginAsking(browser);
    const request = await bob.app.claim(page.url, browser);
    await expect(request.give(request.details)).rejects.toMatchObject({
      status: 409,
      body: { code: 'not_connected' },
    });
  });

  it('A26b lets nobody decide a request that another browser carries', async () => {
    const attacker = createBrowser();
    const { page } = await beginAsking(attacker);
    await expect(alice.app.claim(page.url, createBrowser())).rejects.toMatchObject({ status: 400 });
    const { request_id: requestId } = JSON.parse(
      (await attacker.open(`${page.url}/bind?app_challenge=${'A'.repeat(43)}`)).text,
    );
    expect(
      await alice.app.act(`/requests/${requestId}/claim`, { secret: 'a guess that is long enough' }),
    ).toMatchObject({
      status: 403,
      body: { code: 'access_denied' },
    });
    expect((await alice.app.call('GET', '/requests')).body).not.toMatchObject({
      requests: expect.arrayContaining([expect.objectContaining({ requestId })]),
    });
  });

  it("keeps an owner's requests and consents from another owner", async () => {
    const consent = await acme.obtain({
      gateway: gateway.origin,
      owner: alice.app,
      details: [careRequest()],
    });
    expect(await bob.app.call('GET', `/consents/${consent.id}`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect(await bob.app.act(`/consents/${consent.id}/withdraw`, {})).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect((await bob.app.consents()).length).toBe(0);
  });

  it('serves two consents in one cookie jar, beside a pod server on the same host', async () => {
    const browser = createBrowser();
    await browser.open(`${inject('cssUrl')}.account/`);
    const first = await acme.obtain({
      gateway: gateway.origin,
      owner: alice.app,
      details: [careRequest()],
      browser,
    });
    const second = await acme.obtain({
      gateway: gateway.origin,
      owner: alice.app,
      details: [careRequest()],
      browser,
    });
    expect(second.id).not.toBe(first.id);
    const names = (await browser.jar.getCookies(gateway.origin)).map((cookie) => cookie.key);
    expect(names.filter((name) => name.startsWith('_'))).toEqual([]);
  });
});

describe('deciding on the plain page', () => {
  const form = (page: BrowserPage) => ({
    csrf: /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
    decision: 'give',
    webid: alice.webId,
    until: '',
    field: ['0.issues.title', '0.issues.state'],
  });

  it("gives what is ticked once the owner's own provider confirms it, and gets no access token", async () => {
    const browser = createBrowser();
    const { page, handle } = await beginAsking(browser);
    expect(page.text).toContain('Acme Broadband');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const provider = await browser.submit(`${page.url}/decision`, form(page));
    expect(provider.url.startsWith(inject('cssUrl'))).toBe(true);
    const back = await signInAtCss(browser, provider, alice, { stopAt: [acme.redirectUri] });
    const consent = await acme.at(gateway.origin).exchange({ callbackUrl: back.url, handle });
    expect(decodeJwt(consent.receipt)['authorization_details']).toMatchObject([
      { datatypes: ['issues'], fields: { issues: { required: ['title', 'state'], optional: [] } } },
    ]);
    const file = await (await alice.fetch(`${alice.container}consents/${consent.id}.ttl`)).text();
    expect(file).toContain('id-token');
    expect(gateway.logLines.join('')).not.toContain(alice.webId);
  });

  it('shares nothing where nothing is ticked, and says so', async () => {
    const browser = createBrowser();
    const { page } = await beginAsking(browser);
    const again = await browser.submit(`${page.url}/decision`, { ...form(page), field: [] });
    expect(again.status).toBe(400);
    expect(again.text).toContain('Nothing is ticked');
  });

  it('goes back with access_denied where the owner shares nothing, without a sign-in', async () => {
    const browser = createBrowser();
    const { page, handle } = await beginAsking(browser);
    const back = await browser.submit(
      `${page.url}/decision`,
      { ...form(page), decision: 'refuse' },
      { stopAt: [acme.redirectUri] },
    );
    await expect(acme.at(gateway.origin).exchange({ callbackUrl: back.url, handle })).rejects.toMatchObject({
      code: 'access_denied',
    });
  });

  it('A25a, A25c refuses a form that is not from this page, and one without the cookie', async () => {
    const browser = createBrowser();
    const { page } = await beginAsking(browser);
    const before = await countConsents();
    expect((await browser.submit(`${page.url}/decision`, { ...form(page), csrf: 'x' })).status).toBe(403);
    expect((await createBrowser().submit(`${page.url}/decision`, form(page))).status).toBe(400);
    expect((await createBrowser().open(page.url)).status).toBe(400);
    const other = createBrowser();
    await beginAsking(other);
    expect([400, 403]).toContain((await other.open(page.url)).status);
    expect(await countConsents()).toBe(before);
  });

  it("A26a gives nothing where the attacker's browser begins and the owner's provider confirms in another", async () => {
    const attacker = createBrowser();
    const victim = createBrowser();
    const { page } = await beginAsking(attacker);
    const before = await countConsents();
    const provider = await attacker.submit(`${page.url}/decision`, form(page), {
      stopAt: [inject('cssUrl')],
    });
    const end = await signInAtCss(victim, await victim.open(provider.url), alice);
    expect(end.status).toBe(400);
    const ticket = new URL(end.url).searchParams.get('ticket');
    expect(ticket).not.toBeNull();
    expect((await attacker.open(`${page.url}/continue?ticket=${'A'.repeat(43)}`)).status).toBe(403);
    expect(await countConsents()).toBe(before);
  });

  it('A26b gives nothing where another person signs in than was named', async () => {
    const browser = createBrowser();
    const { page } = await beginAsking(browser);
    const before = await countConsents();
    const provider = await browser.submit(`${page.url}/decision`, form(page));
    const end = await signInAtCss(browser, provider, bob);
    expect(end.status).toBe(403);
    expect(await countConsents()).toBe(before);
  });

  it('says in words when the WebID leads nowhere, and fetches no private address', async () => {
    const browser = createBrowser();
    const { page } = await beginAsking(browser);
    for (const webid of [
      'http://127.0.0.1:9/card#me',
      'https://10.0.0.1/card#me',
      'file:///etc/passwd',
      'not a url',
      `${inject('cssUrl')}nobody/profile/card#me`,
    ]) {
      const again = await browser.submit(`${page.url}/decision`, { ...form(page), webid });
      expect(again.status).toBe(400);
      expect(again.text).toContain('role="alert"');
    }
  });
});
