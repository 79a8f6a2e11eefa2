// Attacks on and through browsers: forms from elsewhere, frames, redirects, hosts, and what answers leave behind.
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type BrowserPage, createBrowser } from '../../scripts/support/browser.ts';
import { signInAtCss } from '../../scripts/support/css-sign-in.ts';
import { type AttackStage, startAttackStage } from '../support/attack-stage.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { type RawAnswer, rawRequest } from '../support/raw-request.ts';
import { inDays } from '../support/requests.ts';
import { requestsTo } from '../support/requests-to.ts';

let stage: AttackStage;

beforeAll(async () => {
  stage = await startAttackStage();
});
afterAll(() => stage?.stop());

const get = (path: string, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  rawRequest({ origin: stage.gateway.origin, path, headers });

/** A browser stands before the decision. */
async function begin(entry = stage.entry()) {
  const browser = createBrowser();
  const pushed = await stage.wire.push({ details: [entry] });
  const query = new URLSearchParams({
    client_id: stage.acme.clientId,
    request_uri: String(pushed.body['request_uri']),
  });
  const page = await browser.open(`${stage.gateway.origin}/auth?${query}`);
  const cookie = await browser.jar.getCookieString(page.url);
  return { browser, page, cookie };
}
const form = (page: BrowserPage): Record<string, string> => ({
  csrf: /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
  decision: 'give',
  webid: stage.alice.webId,
  until: '',
  field: '0.issues.title',
});
const send = (url: string, fields: Record<string, string>, cookie = ''): Promise<RawAnswer> =>
  rawRequest({
    origin: stage.gateway.origin,
    path: new URL(url, stage.gateway.origin).pathname,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
    body: String(new URLSearchParams(fields)),
  });

describe('a decision', () => {
  it.each(['refuse', 'give'])(
    'A25a by a form that is not from the page is no decision: %s',
    async (decision) => {
      const { page, cookie } = await begin();
      for (const csrf of ['', 'x', form((await begin()).page)['csrf'] ?? '']) {
        const fields = { ...form(page), decision, csrf };
        const answer = await nothingHappened(stage.gateway, () =>
          send(`${page.url}/decision`, fields, cookie),
        );
        expect(answer.status).toBe(403);
      }
    },
  );

  it('A25b with the cookie of another interaction is no decision, at no step', async () => {
    const [one, other] = [await begin(), await begin()];
    await nothingHappened(stage.gateway, async () => {
      const answers = [
        await send(`${one.page.url}/decision`, form(one.page), other.cookie),
        await send(`${one.page.url}/decision`, { ...form(one.page), decision: 'refuse' }, other.cookie),
        await send(`${one.page.url}/continue`, { ...form(one.page), ticket: 'x' }, other.cookie),
        await get(new URL(one.page.url).pathname, { cookie: other.cookie }),
        await get(`${new URL(one.page.url).pathname}/continue?ticket=x`, { cookie: other.cookie }),
        await get(`${new URL(one.page.url).pathname}/bind?app_challenge=${'A'.repeat(43)}`, {
          cookie: other.cookie,
        }),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    });
  });

  it('A25c by a link that was sent to somebody leads to a page that says what to do', async () => {
    const { page } = await begin();
    await nothingHappened(stage.gateway, async () => {
      for (const answer of [
        await get(new URL(page.url).pathname),
        await send(`${page.url}/decision`, form(page)),
        await get(`${new URL(page.url).pathname}/continue?ticket=x`),
      ]) {
        expect(answer.status).toBe(400);
        expect(answer.text).toContain('This page has no request');
      }
    });
  });

  it('A30a is led on by 303 alone, from its beginning to the vendor', async () => {
    const { origin } = stage.gateway;
    const { acme, alice } = stage;
    const asked = await requestsTo(origin, async () => {
      const { browser, page } = await begin();
      const provider = await browser.submit(`${page.url}/decision`, form(page));
      const back = await signInAtCss(browser, provider, alice, { stopAt: [acme.redirectUri] });
      expect(back.url.startsWith(acme.redirectUri)).toBe(true);
    });
    const redirects = asked.filter(({ status = 0 }) => status >= 300 && status < 400);
    expect(redirects.map(({ status }) => status)).toEqual(redirects.map(() => 303));
    expect(redirects.length).toBeGreaterThanOrEqual(4);
  });

  it('A30b leads to no address that a request names', async () => {
    const evil = 'https://evil.example/';
    const { page, cookie } = await begin();
    const path = new URL(page.url).pathname;
    const answers = [
      await get('//evil.example/auth'),
      await get('/\\evil.example'),
      await get(`/auth?redirect_uri=${evil}`),
      await get('/auth/x'),
      await get(`${path}?return=${evil}`, { cookie }),
      await get(`${path}/continue?ticket=x&next=${evil}`, { cookie }),
      await send('/sign-in/callback', { state: 'x', id_token: 'x', redirect_uri: evil }),
      await send(`${path}/decision`, { ...form(page), redirect_uri: evil, webid: evil }, cookie),
    ].map(({ headers }) => headers['location']);
    expect(answers.filter((location) => location !== undefined)).toEqual([]);
    const { headers } = await send(`${path}/decision`, { ...form(page), decision: 'refuse' }, cookie);
    expect(headers['location']).not.toContain('evil');
  });
});

describe('every page', () => {
  /** Each kind of page that there is, and of answer that a browser gets on the way. */
  async function pages(): Promise<[string, RawAnswer][]> {
    const { page, cookie } = await begin();
    const path = new URL(page.url).pathname;
    const { alice, acme } = stage;
    const invited = await alice.app.act('/invitations', { vendorId: acme.clientId, expiresAt: inDays(3) });
    const { link } = invited.body as { link: string };
    return [
      ['home', await get('/')],
      ['a request', await get(path, { cookie })],
      ['nothing ticked', await send(`${path}/decision`, { ...form(page), field: '' }, cookie)],
      ['a form from elsewhere', await send(`${path}/decision`, { ...form(page), csrf: 'x' }, cookie)],
      ['no cookie', await get(path)],
      ['no ticket', await get(`${path}/continue`, { cookie })],
      ['an answer of nobody', await send('/sign-in/callback', { state: 'x', id_token: 'x' })],
      ['a request that was not pushed', await get('/auth?client_id=x')],
      ['an invitation', await get(new URL(link).pathname)],
      ['an unknown invitation', await get('/invitation/x')],
      ['the way to a provider', await send(`${path}/decision`, form(page), cookie)],
      ['the way back', await send(`${path}/decision`, { ...form(page), decision: 'refuse' }, cookie)],
      ['nothing', await get('/nowhere')],
      ['the style', await get('/assets/pages.css')],
    ];
  }

  it('A29, A31 is in no frame and no cache, and passes no address on', async () => {
    const answers = await pages();
    for (const [what, { headers }] of answers) {
      expect(headers, what).toMatchObject({
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      if (what !== 'the style') expect(headers['cache-control'], what).toContain('no-store');
    }
    expect(
      answers.filter(([, { headers }]) => headers['content-type']?.includes('text/html')).length,
    ).toBeGreaterThan(8);
  });

  it('A31 so has every answer of the authorization server', async () => {
    const { wire, entry } = stage;
    const answers = [
      await wire.push({ details: [entry()] }),
      await wire.push({}),
      await wire.token({ grant_type: 'refresh_token', refresh_token: 'x' }),
      await wire.ask({ details: [entry()], hint: 'x' }),
      await wire.revoke('x'),
    ];
    for (const { headers } of answers)
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': expect.stringContaining('no-store'),
        'referrer-policy': 'no-referrer',
      });
  });

  it('A40b shows what a vendor writes as text, cut and without directions, or does not take it', async () => {
    const benefit = '</fieldset><form action="https://evil.example"><script>alert(1)</script>';
    const { page } = await begin(stage.entry({ benefit, recipients: ['"><img src=x onerror=alert(1)>'] }));
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page.text).not.toMatch(/<script|<img|evil\.example"/);
    expect(page.text.match(/<form/g)).toHaveLength(1);
    await nothingHappened(stage.gateway, async () => {
      for (const text of ['Acme\u202eknaB', 'a\nb', 'A'.repeat(10_000)])
        for (const parts of [{ benefit: text }, { recipients: [text] }, { terms: text }])
          expect(await stage.wire.push({ details: [stage.entry(parts)] })).toMatchObject({
            status: 400,
            body: { error: 'invalid_authorization_details' },
          });
    });
  });

  it('A40c, A40d loads nothing of a vendor or a pod, and runs no script', async () => {
    const { page } = await begin();
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
    expect(page.text).not.toMatch(/<script|<img|<iframe|javascript:| on\w+=|url\(/i);
    expect(page.text).not.toContain(new URL(inject('cssUrl')).host);
  });
});
