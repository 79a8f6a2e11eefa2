// A gateway that is not what it says: where the client would send a token, a proof or an assertion, and for whom they are made.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Consent, isVendorSdkError } from './index.ts';
import {
  CARE,
  CLIENT_ID,
  type Connected,
  connect,
  ENTRY,
  GATEWAY,
  listOf,
  obtainConsent,
  REDIRECT_URI,
} from './test-support/connect.ts';

const ELSEWHERE = 'https://counterfeit.example';

let connected: Connected;
let consent: Consent;
/** All that the client sends, to whomever. */
let sent: Request[];
/** Who answers reads in the place of the gateway. */
let passReadsTo: string | undefined;

beforeEach(async () => {
  sent = [];
  passReadsTo = undefined;
  connected = await connect({
    retry: { maxAttempts: 1 },
    fetch: (input, init) => {
      const request = new Request(input, init);
      sent.push(request.clone());
      const { pathname } = new URL(request.url);
      return passReadsTo === undefined || pathname !== '/v1/issues'
        ? connected.gateway.fetch(request)
        : fetch(passReadsTo + pathname, init);
    },
  });
  connected.state.data = { issues: [{ id: 'item_1', title: 'Line drops', state: 'open' }] };
  consent = await obtainConsent(connected);
});

const origins = () => new Set(sent.map(({ url }) => new URL(url).origin));
const read = () => listOf(consent.issues.list({ purpose: CARE }));
const answerReads = (answer: () => Response) => connected.gateway.answerNext('/v1/issues', answer);

describe('a token', () => {
  it.each([301, 302, 303, 307, 308])(
    'A34a does not follow a read that is sent elsewhere by %i',
    async (status) => {
      const visits: string[] = [];
      // Over real HTTP: whether a redirect is followed is for the platform's fetch, as the client asks it.
      const server = createServer((request, response) => {
        visits.push(String(request.url));
        response
          .writeHead(request.url === '/v1/issues' ? status : 200, { location: '/counterfeit' })
          .end('{}');
      }).listen(0, 'localhost');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      passReadsTo = `http://localhost:${port}`;
      await expect(read()).rejects.toMatchObject({ code: 'invalid_response' });
      server.close();
      expect(visits).toEqual(['/v1/issues']);
    },
  );

  it('A34a goes to no address that stands in an answer: as the next page, an item, a link, a challenge', async () => {
    answerReads(() =>
      Response.json(
        { items: [{ id: `${ELSEWHERE}/item`, title: 'x' }], nextCursor: `${ELSEWHERE}/v1/issues` },
        { headers: { link: `<${ELSEWHERE}/v1/issues>; rel="next"` } },
      ),
    );
    const items: { id: string }[] = [];
    const listing = async () => {
      for await (const item of consent.issues.list({ purpose: CARE })) items.push(item);
    };
    await listing().catch((error: unknown) => expect(isVendorSdkError(error)).toBe(true));
    for (const { id } of items) await consent.issues.get(id, { purpose: CARE }).catch(() => undefined);
    const challenge = `DPoP error="invalid_token", resource_metadata="${ELSEWHERE}/metadata"`;
    answerReads(() => new Response('', { status: 401, headers: { 'www-authenticate': challenge } }));
    await expect(read()).rejects.toThrow();
    expect(origins()).toEqual(new Set([GATEWAY]));
  });

  it('A34a, A36a, A36b goes nowhere once the metadata name a read API or a token endpoint elsewhere', async () => {
    for (const path of [
      '/.well-known/oauth-authorization-server',
      '/.well-known/oauth-protected-resource/v1',
    ]) {
      const { gateway, client } = await connect({ retry: { maxAttempts: 1 } });
      const truth = await (await gateway.fetch(`${GATEWAY}${path}`)).text();
      gateway.requests.length = 0;
      gateway.answerNext(path, () => Response.json(JSON.parse(truth.replaceAll(GATEWAY, ELSEWHERE))));
      const asking = client.at(GATEWAY).ask({ details: [ENTRY], redirectUri: REDIRECT_URI });
      await expect(asking).rejects.toSatisfy((error) => isVendorSdkError(error));
      expect(gateway.requests).toContain(`GET ${path}`);
      expect(gateway.requests.filter((each) => !each.startsWith('GET /.well-known/'))).toEqual([]);
    }
  });
});

it('A11d a client assertion and a signed request are for the gateway’s issuer alone, as one text', async () => {
  const claims = (await Promise.all(sent.map((request) => request.clone().text())))
    .flatMap((body) => ['client_assertion', 'request'].map((name) => new URLSearchParams(body).get(name)))
    .filter((jwt) => jwt !== null)
    .map((jwt) => decodeJwt(jwt));
  expect(claims.length).toBeGreaterThanOrEqual(3);
  for (const { aud, iss } of claims) expect({ aud, iss }).toEqual({ aud: GATEWAY, iss: CLIENT_ID });
});
