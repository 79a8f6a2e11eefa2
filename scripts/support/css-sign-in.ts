import type { Browser, BrowserPage } from './browser.ts';

interface CssControls {
  password?: { login?: string };
  oidc?: { webId?: string; consent?: string };
}

const MAX_STEPS = 8;

/**
 * Signs a person in at a Community Solid Server, from the page where a client has sent the browser, up to the page after it. It goes the
 * way the server's own pages go: password, WebID, consent, and the form that carries the answer back.
 */
export async function signInAtCss(
  browser: Browser,
  page: BrowserPage,
  person: { email: string; password: string; webId: string },
  options: { stopAt?: readonly string[] } = {},
): Promise<BrowserPage> {
  const steps = [
    (controls: CssControls) =>
      post(browser, controls.password?.login, { email: person.email, password: person.password }),
    (controls: CssControls) => post(browser, controls.oidc?.webId, { webId: person.webId, remember: false }),
    (controls: CssControls) => post(browser, controls.oidc?.consent, { remember: false }),
  ];
  let current = page;
  for (const step of steps) {
    const { controls } = (await (await json(browser, new URL('/.account/', page.url).href)).json()) as {
      controls: CssControls;
    };
    current = await browser.open(await step(controls), { headers: JSON_ONLY, ...options });
  }
  return submitForms(browser, current, options);
}

const JSON_ONLY = { accept: 'application/json' };

async function json(browser: Browser, url: string, body?: object): Promise<Response> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...JSON_ONLY,
      cookie: await browser.jar.getCookieString(url),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  for (const cookie of response.headers.getSetCookie())
    await browser.jar.setCookie(cookie, url, { ignoreError: true });
  return response;
}

async function post(browser: Browser, url: string | undefined, body: object): Promise<string> {
  if (url === undefined) throw new Error('The pod server offers no such step.');
  const response = await json(browser, url, body);
  const answer = (await response.json()) as { location?: string; message?: string };
  if (answer.location === undefined)
    throw new Error(
      `The pod server refuses a step of the sign-in (${response.status}): ${answer.message ?? 'no reason given'}`,
    );
  return answer.location;
}

/** `response_mode=form_post`: a page whose form a browser's script would submit. */
async function submitForms(
  browser: Browser,
  page: BrowserPage,
  options: { stopAt?: readonly string[] },
): Promise<BrowserPage> {
  let current = page;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const action = /<form[^>]*\baction="([^"]+)"/i.exec(current.text)?.[1];
    if (action === undefined || !/<input[^>]*name="(id_token|error)"/i.test(current.text)) return current;
    const inputs = [...current.text.matchAll(/<input[^>]*\bname="([^"]+)"[^>]*\bvalue="([^"]*)"/gi)];
    current = await browser.submit(
      new URL(action, current.url).href,
      Object.fromEntries(inputs.map(([, name, value]) => [name ?? '', value ?? ''])),
      options,
    );
  }
  return current;
}
