import { saveTerms } from '@parley/pod-client';
import { NO_TERMS, type RequestView, type StandingTerms } from '@parley/protocol';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Browser, type BrowserPage, createBrowser } from '../../scripts/support/browser.ts';
import { signInAtCss } from '../../scripts/support/css-sign-in.ts';
import { careRequest, DIRECT_MARKETING, inDays } from '../support/requests.ts';
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

beforeEach(() => layDown({ longestAccess: 'P30D', recipients: 'none' }));

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()]);
  acme?.stop();
  await gateway?.stop();
});

async function layDown(terms: Partial<StandingTerms>): Promise<void> {
  await write(undefined);
  await saveTerms(alice.pod, { terms: { ...NO_TERMS, ...terms } });
}

/** As another app would; `undefined`: takes the document away. */
async function write(body: string | undefined): Promise<void> {
  const headers = { 'content-type': 'text/turtle' };
  const init = body === undefined ? { method: 'DELETE' } : { method: 'PUT', headers, body };
  await alice.fetch(`${alice.container}terms.ttl`, init);
}

async function ask(browser: Browser, details = [careRequest({ recipients: ['Globex'] })]) {
  const asked = await acme.at(gateway.origin).ask({ details, redirectUri: acme.redirectUri });
  return { handle: asked.handle, page: await browser.open(asked.url) };
}

async function claim(owner: TestOwner, details?: Parameters<typeof ask>[1]) {
  const browser = createBrowser();
  const { handle, page } = await ask(browser, details);
  return { browser, handle, request: await owner.app.claim(page.url, browser) };
}

const codes = ({ breaches }: RequestView) => breaches?.map(({ code }) => code);
const DAY_MS = 86_400_000;

describe('an owner who looks at a request', () => {
  it('sees what goes beyond the terms, what would fit, and what is only promised; in the list too', async () => {
    const { request } = await claim(alice);
    expect(request.termsStatus).toBe('applied');
    expect(codes(request)).toEqual(['end_too_late', 'recipients_not_allowed']);
    expect(request.breaches?.[1]?.words).toBe('Your terms allow nobody else; it passes data to “Globex”.');
    const [within] = request.withinTerms ?? [];
    expect(within).toMatchObject({ recipients: [], purpose: request.details[0]?.purpose });
    expect(Date.parse(String(within?.access.until)) - Date.parse(request.askedAt)).toBe(30 * DAY_MS);
    expect(request.assurances[0]).toMatchObject({
      enforced: { purpose: request.details[0]?.purpose, access: request.details[0]?.access },
      promised: { recipients: ['Globex'], retention: { location: 'EU' } },
    });
    const { requests } = (await alice.app.call('GET', '/requests')).body as { requests: RequestView[] };
    const { give: _, refuse: __, defer: ___, ...view } = request;
    expect(requests).toContainEqual(view);
    expect((await alice.app.call('GET', `/requests/${request.requestId}`)).body).toEqual(view);
  });

  it('may give what goes beyond all the same, and exactly what fits', async () => {
    for (const which of ['details', 'withinTerms'] as const) {
      const { browser, handle, request } = await claim(alice);
      const { continueUrl } = await request.give(request[which] ?? []);
      const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
      const consent = await acme.at(gateway.origin).exchange({ callbackUrl: back.url, handle });
      expect(decodeJwt(consent.receipt)['authorization_details']).toEqual(request[which]);
    }
  });

  it('sees terms that were changed a moment ago applied', async () => {
    const { request } = await claim(alice);
    await layDown({});
    const { body } = await alice.app.call('GET', `/requests/${request.requestId}`);
    expect(body).toMatchObject({ termsStatus: 'applied', breaches: [], withinTerms: request.details });
    await write(undefined);
    const after = await alice.app.call('GET', `/requests/${request.requestId}`);
    expect(after.body).toMatchObject({ termsStatus: 'none', breaches: [] });
  });

  it('is told where they cannot be applied', async () => {
    const { request } = await claim(alice);
    const unknown = { breaches: null, withinTerms: null };
    const look = async () => (await alice.app.call('GET', `/requests/${request.requestId}`)).body;
    await write(
      '<#this> a <https://w3id.org/parley#StandingTerms>; <https://w3id.org/parley#longestAccess> "soon".',
    );
    expect(await look()).toMatchObject({
      termsStatus: 'malformed',
      malformedTerm: 'longestAccess',
      ...unknown,
    });
    await write('<#this> a <https://example.org/Something>.');
    expect(await look()).toMatchObject({ termsStatus: 'malformed', ...unknown });
    const acl = `${alice.container}terms.ttl.acl`;
    await layDown({});
    await alice.fetch(acl, {
      method: 'PUT',
      headers: { 'content-type': 'text/turtle' },
      body: `@prefix acl: <http://www.w3.org/ns/auth/acl#>. <#o> a acl:Authorization; acl:agent <${alice.webId}>;
        acl:accessTo <terms.ttl>; acl:mode acl:Read, acl:Write, acl:Control.`,
    });
    expect(await look()).toMatchObject({ termsStatus: 'unreadable', ...unknown });
    await alice.fetch(acl, { method: 'DELETE' });
    const { request: bobs } = await claim(bob);
    expect(bobs).toMatchObject({ termsStatus: 'not_connected', ...unknown });
  });

  it('finds in the record the agreement that the request names, and what breaks it: nothing of the own terms', async () => {
    const marketing = careRequest({ purpose: DIRECT_MARKETING, terms: 'SD-BASE' });
    const consent = await acme.obtain({
      gateway: gateway.origin,
      owner: alice.app,
      details: [careRequest({ terms: 'SD-BASE' }), marketing],
    });
    const { record } = decodeJwt(consent.receipt) as { record: { 'dpv:hasProcess': object[] } };
    expect(record['dpv:hasProcess']).toMatchObject([
      { 'parley:terms': 'SD-BASE', 'parley:termsBreaches': [] },
      { 'parley:terms': 'SD-BASE', 'parley:termsBreaches': ['purpose_outside_agreement'] },
    ]);
    expect(consent.receipt).not.toContain('end_too_late');
  });
});

describe('the plain page', () => {
  const form = (page: BrowserPage) => ({
    csrf: /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
    decision: 'give',
    webid: alice.webId,
    until: '',
    field: ['0.issues.title'],
  });
  const ticketOf = (page: BrowserPage) => /name="ticket" value="([^"]+)"/.exec(page.text)?.[1] ?? '';

  async function decideAndSignIn() {
    const browser = createBrowser();
    const { handle, page } = await ask(browser);
    const provider = await browser.submit(`${page.url}/decision`, form(page));
    const told = await signInAtCss(browser, provider, alice, { stopAt: [acme.redirectUri] });
    const last = (decision: string, changes: object = {}) =>
      browser.submit(
        `${page.url}/continue`,
        { csrf: form(page).csrf, ticket: ticketOf(told), decision, ...changes },
        { stopAt: [acme.redirectUri] },
      );
    return { browser, handle, page, told, last };
  }

  it('says before the sign-in only what the request itself shows, whoever is typed in', async () => {
    const browser = createBrowser();
    const { page } = await ask(browser, [careRequest({ recipients: ['Globex'], terms: 'SD-BASE' })]);
    expect(page.text).toContain('The agreement SD-BASE, which it names itself, allows nobody else');
    const again = await browser.submit(`${page.url}/decision`, { ...form(page), field: [] });
    expect(again.status).toBe(400);
    expect(again.text).not.toContain('your terms');
  });

  it.each([
    ['give', ['Globex']],
    ['within', []],
  ])(
    'tells the breaches after the sign-in, and "%s" gives no more than was confirmed',
    async (word, recipients) => {
      const { handle, told, last } = await decideAndSignIn();
      expect(told.status).toBe(200);
      expect(told.text).toContain('Your terms allow nobody else; it passes data to “Globex”.');
      const before = (await alice.app.consents()).length;
      const back = await last(word);
      const consent = await acme.at(gateway.origin).exchange({ callbackUrl: back.url, handle });
      expect((await alice.app.consents()).length).toBe(before + 1);
      const [given] = decodeJwt(consent.receipt)['authorization_details'] as RequestView['details'];
      expect(given).toMatchObject({ recipients, fields: { issues: { required: ['title'], optional: [] } } });
      expect(Date.parse(String(given?.access.until)) < Date.parse(inDays(31))).toBe(word === 'within');
    },
  );

  it('gives nothing where the last word is no', async () => {
    const { handle, last } = await decideAndSignIn();
    const before = (await alice.app.consents()).length;
    const back = await last('refuse');
    await expect(acme.at(gateway.origin).exchange({ callbackUrl: back.url, handle })).rejects.toMatchObject({
      code: 'access_denied',
    });
    expect((await alice.app.consents()).length).toBe(before);
  });

  it('takes no last word without the form, the ticket or the cookie', async () => {
    const { page, told, last } = await decideAndSignIn();
    const before = (await alice.app.consents()).length;
    expect((await last('give', { csrf: 'x' })).status).toBe(403);
    expect((await last('give', { ticket: 'A'.repeat(43) })).status).toBe(403);
    expect((await last('perhaps')).status).toBe(400);
    const other = { csrf: form(page).csrf, ticket: ticketOf(told), decision: 'give' };
    expect((await createBrowser().submit(`${page.url}/continue`, other)).status).toBe(400);
    expect((await alice.app.consents()).length).toBe(before);
  });

  it('says that terms cannot be understood, and goes on where the owner says so', async () => {
    await write('<#this> a <#Other>.');
    const { handle, told, last } = await decideAndSignIn();
    expect(told.text).toContain('cannot be understood');
    expect(told.text).not.toContain('value="within"');
    const back = await last('give');
    expect(await acme.at(gateway.origin).exchange({ callbackUrl: back.url, handle })).toBeDefined();
  });
});
