interface Browser {
  /** The request that it stands before. */
  readonly requestId: string;
  /** Goes there, and says what is on the page. */
  open(url: string): Promise<string>;
}

/** The part of the owner's browser: opens a vendor's link, and ties itself to the program that knows the secret of this digest. */
export async function openBrowser(link: string, secretDigest: string): Promise<Browser> {
  const cookies = new Map<string, string>();
  async function go(address: string): Promise<Response> {
    const isGateway = new URL(address).origin === new URL(link).origin;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address, { redirect: 'manual', headers: isGateway ? { cookie } : {} });
    for (const each of isGateway ? answer.headers.getSetCookie() : []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    return next === null ? answer : go(new URL(next, address).href);
  }
  const page = new URL((await go(link)).url);
  // Where the gateway has a dashboard, it has sent the browser on to that.
  const sentOn = page.searchParams.get('interaction');
  const interaction = sentOn === null ? page.href : new URL(`/interaction/${sentOn}`, link).href;
  const bound = await go(`${interaction}/bind?app_challenge=${secretDigest}`);
  if (!bound.ok) throw new Error('No request stands at this address: it opens once, within a minute.');
  const { request_id: requestId } = (await bound.json()) as { request_id: string };
  return { requestId, open: async (url) => (await go(url)).text() };
}
