// Attacks around the decision and the pod: what is given twice, by two at once, after its end, or from another container.
import { setTimeout as sleep } from 'node:timers/promises';
import { connectParley } from '@parley/pod-client';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Browser, type BrowserPage, createBrowser } from '../../scripts/support/browser.ts';
import { signInAtCss } from '../../scripts/support/css-sign-in.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire } from '../support/wire-flow.ts';

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
  [alice, bob] = await Promise.all([
    createTestOwner({ cssUrl, gateway: gateway.origin }),
    createTestOwner({ cssUrl, gateway: gateway.origin }),
  ]);
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
});

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()]);
  acme?.stop();
  await gateway?.stop();
});

async function ask(browser: Browser): Promise<BrowserPage> {
  const client = acme.at(gateway.origin);
  const { url } = await client.ask({ details: [careRequest()], redirectUri: acme.redirectUri });
  return browser.open(url);
}

const consentsOf = (owner: TestOwner): Promise<string[]> =>
  owner.app.consents().then((consents) => consents.map(({ consentId }) => consentId));

describe('a decision that is made', () => {
  it('A50f again after its end is refused, and the file that the owner has deleted is not made again', async () => {
    const browser = createBrowser();
    const request = await alice.app.claim((await ask(browser)).url, browser);
    const { consentId = '' } = await request.give(request.details);
    const file = `${alice.container}consents/${consentId}.ttl`;
    await alice.app.withdraw(consentId);
    expect((await alice.fetch(file, { method: 'DELETE' })).status).toBeLessThan(300);
    await expect(request.give(request.details)).rejects.toMatchObject({
      status: 409,
      body: { code: 'request_ended' },
    });
    expect((await alice.fetch(file)).status).toBe(404);
  });

  it('again while it stands makes nothing new, also where the owner has deleted the file a moment ago', async () => {
    const browser = createBrowser();
    const request = await alice.app.claim((await ask(browser)).url, browser);
    const first = await request.give(request.details);
    const file = `${alice.container}consents/${first.consentId}.ttl`;
    await alice.fetch(file, { method: 'DELETE' });
    expect((await request.give(request.details)).consentId).toBe(first.consentId);
    expect((await alice.fetch(file)).status).toBe(404);
  });

  it('as a giving cannot be called a refusal by who comes while it is being written', async () => {
    const browser = createBrowser();
    const request = await alice.app.claim((await ask(browser)).url, browser);
    const giving = new pg.Client({ connectionString: gateway.databaseUrl });
    await giving.connect();
    try {
      await giving.query('BEGIN');
      await giving.query('SELECT FROM access_request WHERE request_id = $1 FOR UPDATE', [request.requestId]);
      const refusing = request.refuse().catch((error: unknown) => error);
      await expect
        .poll(() => gateway.query("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))
        .not.toEqual([]);
      await giving.query(
        `INSERT INTO consent_intent (consent_id, version, request_id, owner_id, sealed, done_at)
         SELECT 'consent_x', 1, request_id, owner_id, '', now() FROM access_request WHERE request_id = $1`,
        [request.requestId],
      );
      await giving.query('COMMIT');
      expect(await refusing).toMatchObject({ status: 409, body: { code: 'request_ended' } });
    } finally {
      await giving.end();
    }
  });
});

describe('two owners in one browser', () => {
  const form = (page: BrowserPage, webid: string) => ({
    csrf: /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
    decision: 'give',
    webid,
    until: '',
    field: ['0.issues.title', '0.issues.state'],
  });
  const signIn = async (browser: Browser, page: BrowserPage, owner: TestOwner): Promise<BrowserPage> =>
    signInAtCss(browser, await browser.submit(`${page.url}/decision`, form(page, owner.webId)), owner, {
      stopAt: [acme.redirectUri],
    });
  const setAccess = async (owner: TestOwner, from: string, to: string): Promise<void> => {
    const url = `${owner.container}consents/.acl`;
    const rules = await (await owner.fetch(url)).text();
    expect(rules).toContain(from);
    const headers = { 'content-type': 'text/turtle' };
    await owner.fetch(url, { method: 'PUT', headers, body: rules.replaceAll(from, to) });
  };
  const NOBODY = 'https://nobody.example/#me';

  it('A26a, A26b do not get each other’s consent, also where both decide the same and one is not written yet', async () => {
    const gatewayWebId = `${gateway.origin}/identity/card#gateway`;
    const browser = createBrowser();
    const page = await ask(browser);
    const before = await consentsOf(bob);
    await setAccess(alice, gatewayWebId, NOBODY);
    const waiting = await signIn(browser, page, alice);
    expect(waiting.status).toBe(503);
    const other = await signIn(browser, page, bob);
    expect(other.status).toBe(409);
    expect(await consentsOf(bob)).toEqual(before);
    await setAccess(alice, NOBODY, gatewayWebId);
    const back = await browser.open(waiting.url, { stopAt: [acme.redirectUri] });
    expect(new URL(back.url).searchParams.get('code')).toEqual(expect.any(String));
    expect(await consentsOf(bob)).toEqual(before);
  });
});

describe('a pod', () => {
  let owner: TestOwner;
  beforeEach(async () => {
    owner = await createTestOwner({ cssUrl: inject('cssUrl'), gateway: gateway.origin });
    return () => owner.close();
  });

  const challenge = async (
    of: TestOwner,
    container: string,
  ): Promise<{ nonce: string; gatewayWebId: string }> =>
    (await of.app.call('POST', '/connection/challenge', { container })).body as never;
  const write = (container: string, connection: { webId: string; nonce: string; gatewayWebId: string }) =>
    owner.fetch(`${container}connection.ttl`, {
      method: 'PUT',
      headers: { 'content-type': 'text/turtle' },
      body: `@prefix p: <https://w3id.org/parley#>. <#this> a p:Connection; p:owner <${connection.webId}>; p:gateway <${connection.gatewayWebId}>; p:nonce "${connection.nonce}".`,
    });
  const connect = (of: TestOwner, container: string) => of.app.call('PUT', '/connection', { container });
  const notProven = { status: 400, body: { code: 'pod_not_proven' } };

  it('A64a, A64e of another owner cannot be named as one’s own, with whatever nonce', async () => {
    const { nonce, gatewayWebId } = await challenge(bob, owner.container);
    expect(await connect(bob, owner.container)).toMatchObject(notProven);
    // Another owner's nonce, or another gateway's, written by who may write there.
    await write(owner.container, { webId: owner.webId, nonce, gatewayWebId });
    expect(await connect(bob, owner.container)).toMatchObject(notProven);
    await write(owner.container, { webId: bob.webId, nonce, gatewayWebId: 'https://other.example/#gateway' });
    expect(await connect(bob, owner.container)).toMatchObject(notProven);
    // Even by agreement: it is connected as somebody else's.
    await write(owner.container, { webId: bob.webId, nonce, gatewayWebId });
    expect(await connect(bob, owner.container)).toMatchObject(notProven);
  });

  it('A64b, A64d above, below or beside a container, or without the nonce of now, is nobody’s', async () => {
    const nowhere = ['', 'ledger/', 'consents/'].map((path) => new URL(path || '../', owner.container).href);
    for (const container of nowhere) {
      const given = await challenge(bob, container);
      expect(await connect(bob, container), container).toMatchObject(notProven);
      await write(owner.container, { webId: bob.webId, ...given });
      expect(await connect(bob, container), container).toMatchObject(notProven);
    }
    const own = owner.container.replace('/parley/', '/other/');
    expect(await connect(owner, own)).toMatchObject(notProven);
    const old = await challenge(owner, own);
    expect(await connect(owner, own)).toMatchObject(notProven);
    await challenge(owner, own);
    await write(own, { webId: owner.webId, ...old });
    expect(await connect(owner, own)).toMatchObject(notProven);
  });

  it('A64c at an address that only looks like it is not fetched', async () => {
    const { host } = new URL(owner.container);
    const alike = [
      owner.container.replace(host, `${host}.attacker.example`),
      owner.container.replace('http://', 'http://owner@'),
      owner.container.replace('/parley/', '/x/../parley/'),
      owner.container.replace('/parley/', '/%70arley%2f/'),
      owner.container.replace('/parley/', '//parley/'),
      `${owner.container}?x`,
      `${owner.container}#x`,
      owner.container.slice(0, -1),
    ];
    for (const container of alike)
      expect(await bob.app.call('POST', '/connection/challenge', { container }), container).toMatchObject({
        status: 400,
        body: { code: 'invalid_request' },
      });
  });

  it('A64f that its owner has disconnected may be connected by whose it is now', async () => {
    expect((await owner.app.call('DELETE', '/connection')).status).toBe(200);
    const next = await createTestOwner({ cssUrl: inject('cssUrl'), gateway: gateway.origin, connect: false });
    const given = await challenge(next, owner.container);
    await write(owner.container, { webId: next.webId, ...given });
    expect(await connect(next, owner.container)).toMatchObject({ status: 200 });
    // … and then is not the first one's any more.
    const again = await challenge(owner, owner.container);
    await write(owner.container, { webId: owner.webId, ...again });
    expect(await connect(owner, owner.container)).toMatchObject(notProven);
    await next.close();
  });

  it('A64f is not read any more once its owner has connected another one', async () => {
    await knowVendor(owner.pod, { id: 'acme', clientId: acme.clientId });
    await addIssue(owner.pod, 'acme', { title: 'In the old pod' });
    const { wire, accessToken } = await obtainOnTheWire({
      gateway,
      vendor: acme,
      owner,
      details: [careRequest()],
    });
    const read = () => wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });
    expect((await read()).status).toBe(200);
    const container = owner.container.replace('/parley/', '/elsewhere/');
    const { nonce, gatewayWebId } = await challenge(owner, container);
    await connectParley({
      webId: owner.webId,
      gatewayWebId,
      nonce,
      fetch: owner.fetch,
      name: 'elsewhere/',
    });
    expect((await connect(owner, container)).status).toBe(200);
    const end = Date.now() + 32_000;
    let last = await read();
    while (last.status === 200 && Date.now() < end) {
      await sleep(1_000);
      last = await read();
    }
    expect([401, 503]).toContain(last.status);
    expect(last.text).not.toContain('old pod');
  });

  it('is disconnected with every consent ended, and no read passes', async () => {
    const { wire, accessToken, consentId } = await obtainOnTheWire({
      gateway,
      vendor: acme,
      owner,
      details: [careRequest()],
    });
    expect((await owner.app.call('DELETE', '/connection')).status).toBe(200);
    const refused = await wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });
    expect(refused).toMatchObject({
      status: 401,
      body: { code: 'invalid_token', consent_status: 'withdrawn' },
    });
    const [ended] = await gateway.query('SELECT end_reason FROM consent WHERE id = $1', [consentId]);
    expect(ended).toEqual({ end_reason: 'disconnected' });
  });
});
