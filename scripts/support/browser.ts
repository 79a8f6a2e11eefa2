import { CookieJar } from 'tough-cookie';

export interface BrowserPage {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What a person's browser does, as far as a flow of redirects and forms needs it: cookies, redirects, plain forms. No script runs. */
export interface Browser {
  /** Follows redirects until a page, or until an address that starts with one of `stopAt`: that one is not fetched. */
  open(
    url: string,
    options?: { stopAt?: readonly string[]; headers?: Record<string, string> },
  ): Promise<BrowserPage>;
  submit(
    url: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    options?: { stopAt?: readonly string[] },
  ): Promise<BrowserPage>;
  readonly jar: CookieJar;
}

const MAX_REDIRECTS = 20;
const TIMEOUT_MS = 30_000;

export function createBrowser(): Browser {
  const jar = new CookieJar();

  async function go(url: string, init: RequestInit, stopAt: readonly string[]): Promise<BrowserPage> {
    let [address, request] = [url, init];
    for (let hops = 0; hops < MAX_REDIRECTS; hops += 1) {
      if (stopAt.some((prefix) => address.startsWith(prefix)))
        return { url: address, status: 0, headers: new Headers(), text: '' };
      const headers = new Headers(request.headers);
      const cookies = await jar.getCookieString(address);
      if (cookies !== '') headers.set('cookie', cookies);
      const response = await fetch(address, {
        ...request,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      for (const cookie of response.headers.getSetCookie())
        await jar.setCookie(cookie, address, { ignoreError: true });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null) {
        return {
          url: address,
          status: response.status,
          headers: response.headers,
          text: await response.text(),
        };
      }
      await response.body?.cancel();
      address = new URL(location, address).href;
      const keepsMethod = response.status === 307 || response.status === 308;
      request = keepsMethod ? request : { headers: init.method === undefined ? (init.headers ?? {}) : {} };
    }
    throw new Error('The browser was redirected too often.');
  }

  return {
    jar,
    open: (url, options = {}) => go(url, { headers: options.headers ?? {} }, options.stopAt ?? []),
    submit(url, fields, options = {}) {
      const body = new URLSearchParams(
        Object.entries(fields).flatMap(([name, value]) =>
          [value].flat().map((each): [string, string] => [name, String(each)]),
        ),
      );
      return go(url, { method: 'POST', body }, options.stopAt ?? []);
    },
  };
}
