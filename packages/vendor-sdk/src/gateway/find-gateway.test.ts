import { describe, expect, it } from 'vitest';
import { allowInsecureLoopback, type FoundGateway, type VendorClientOptions } from '../index.ts';
import { connect, GATEWAY } from '../test-support/connect.ts';
import { readWebId } from '../webid/read-webid.ts';

const WEBID = 'https://ann.example/profile/card#me';
const says = (...gateways: string[]): string =>
  `@prefix p: <https://w3id.org/parley#>. <#me> ${gateways.map((each) => `p:askAt ${each}`).join('; ')}.`;

async function find(
  address: string,
  web: (url: URL, init: RequestInit) => Response = () => new Response(says(`<${GATEWAY}>`)),
  options: Partial<VendorClientOptions> = { readWebId },
): Promise<FoundGateway & { asked: string[] }> {
  const asked: string[] = [];
  const { gateway, client } = await connect({
    ...options,
    fetch: async (input, init = {}) => {
      const url = new URL(String(input));
      asked.push(url.href);
      return url.origin === GATEWAY ? gateway.fetch(input, init) : web(url, init);
    },
    retry: { maxAttempts: 1 },
  });
  return client.find(address).then(
    (found) => ({ ...found, asked }),
    (fault: Error) => {
      throw Object.assign(fault, { asked });
    },
  );
}

describe('from an address to a gateway', () => {
  it.each([GATEWAY, ` ${GATEWAY}/ `])('takes the gateway’s own: %j', async (address) => {
    const found = await find(address);
    expect(found.gateway.origin).toBe(GATEWAY);
    expect(found).not.toHaveProperty('invitation');
    expect(found.asked).toContain(`${GATEWAY}/.well-known/oauth-authorization-server`);
  });

  it('takes the link of an invitation, and does not open it', async () => {
    const link = `${GATEWAY}/invitation/aB-_9`;
    const found = await find(link);
    expect(found).toMatchObject({ gateway: { origin: GATEWAY }, invitation: link });
    expect(found.asked).not.toContain(link);
  });

  it.each([WEBID, 'https://ann.example/#me'])(
    'takes the WebID %s of whoever lets it say so',
    async (webId) => {
      const found = await find(webId, (_url, { headers }) => {
        expect(new Headers(headers).get('accept')).toBe('text/turtle');
        return new Response(says(`<${GATEWAY}/>`));
      });
      expect(found.gateway.origin).toBe(GATEWAY);
      expect(found.asked[0]).toBe(webId.split('#')[0]);
    },
  );

  it.each([
    'nonsense',
    'http://gateway.example',
    'http://ann.example/card#me',
    'https://name:word@gateway.example',
    'ftp://gateway.example',
    'http://localhost:3000/card#me',
    'http://127.0.0.1/',
  ])('refuses %s before anything is sent', async (address) => {
    await expect(find(address)).rejects.toMatchObject({ code: 'invalid_gateway', asked: [] });
  });

  it('reads WebIDs only where it was told how', async () => {
    await expect(find(WEBID, undefined, {})).rejects.toMatchObject({ code: 'invalid_gateway', asked: [] });
  });

  it('says when there is no gateway at the address', async () => {
    await expect(find('https://shop.example', () => new Response('', { status: 404 }))).rejects.toMatchObject(
      {
        code: 'invalid_gateway',
      },
    );
  });

  it('goes to this machine only where that is allowed, also when a WebID says so', async () => {
    const local = () => new Response(says('<http://localhost:4400>'));
    await expect(find(WEBID, local)).rejects.toMatchObject({
      code: 'gateway_not_found',
      asked: [expect.any(String)],
    });
    const options = { readWebId, [allowInsecureLoopback]: true };
    const found = find('http://localhost:3000/card#me', () => new Response(says(`<${GATEWAY}>`)), options);
    expect((await found).gateway.origin).toBe(GATEWAY);
  });
});

describe('a WebID that leads nowhere', () => {
  it.each<[string, () => Response]>([
    ['says nothing of it', () => new Response('<#me> a <#Person>.')],
    ['says it of another', () => new Response(says(`<${GATEWAY}>`).replace('<#me>', '<#you>'))],
    ['says it in words', () => new Response(says(`"${GATEWAY}"`))],
    ['names several', () => new Response(says(`<${GATEWAY}>`, '<https://other.example>'))],
    ['names a page', () => new Response(says(`<${GATEWAY}/some/page>`))],
    ['names no address', () => new Response(says('<urn:x>'))],
    ['is no Turtle', () => new Response('<html>canary')],
    ['is too long', () => new Response(`${says(`<${GATEWAY}>`)}${' '.repeat(300_000)}`)],
    [
      'is nested without end',
      () => new Response(`${says(`<${GATEWAY}>`)} <#a> <#b> ${'('.repeat(40)}${')'.repeat(40)}.`),
    ],
    ['has prefixes without end', () => new Response('@prefix p: <#>. '.repeat(300) + says(`<${GATEWAY}>`))],
    ['has bases without end', () => new Response('@base <#>. '.repeat(5) + says(`<${GATEWAY}>`))],
    ['has an endless name', () => new Response(`${says(`<${GATEWAY}>`)} <#${'x'.repeat(3_000)}> a <#b>.`)],
    ['is not there', () => new Response('', { status: 404 })],
    ['is not for everybody', () => new Response('', { status: 401 })],
    ['is elsewhere', () => new Response('', { status: 302, headers: { location: 'https://evil.example' } })],
  ])('it %s', async (_case, web) => {
    await expect(find(WEBID, web)).rejects.toMatchObject({
      code: 'gateway_not_found',
      message: expect.not.stringContaining('canary'),
      asked: [WEBID.split('#')[0]],
    });
  });

  it('for now only: its server fails', async () => {
    const web = (): Response => new Response('', { status: 503 });
    await expect(find(WEBID, web)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  });
});
