// Attacks by what a request says of hosts, ports and addresses.
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type RawAnswer, rawRequest } from '../support/raw-request.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ postgresUrl: inject('postgresUrl'), localOrigins: [inject('cssUrl')] });
});
afterAll(() => gateway?.stop());

const get = (path: string, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  rawRequest({ origin: gateway.origin, path, headers });

describe('a host', () => {
  /** Every path that the documentation of both APIs names, and those of the pages. */
  async function everyPath(): Promise<string[]> {
    const { body } = await get('/openapi.json');
    const named = Object.keys(body['paths'] as object).map((path) => path.replace(/\{[^}]*\}/g, 'x'));
    const others = [
      '/',
      '/healthz',
      '/readyz',
      '/openapi.json',
      '/jwks',
      '/assets/pages.css',
      '/client.jsonld',
    ];
    const pages = [
      '/auth',
      '/auth/x',
      '/interaction/x',
      '/sign-in/callback',
      '/invitation/x',
      '/identity',
      '/nowhere',
    ];
    return [...named, ...others, ...pages];
  }

  it('A32a that is not ours is 421 at every route, by GET and by POST', async () => {
    const paths = await everyPath();
    expect(paths.length).toBeGreaterThan(40);
    for (const path of paths)
      for (const method of ['GET', 'POST']) {
        const { origin } = gateway;
        const answer = await rawRequest({ origin, path, method, headers: { host: 'evil.example' } });
        expect(answer.status, `${method} ${path}`).toBe(421);
      }
  });

  it('A32b, A33 in forwarded headers has no effect on any answer', async () => {
    const forwarded = {
      forwarded: 'for=203.0.113.7;host=evil.example;proto=https',
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-port': '444',
      'x-forwarded-proto': 'https',
      'x-real-ip': '203.0.113.7',
    };
    for (const path of await everyPath()) {
      const [plain, spoofed] = [await get(path), await get(path, forwarded)];
      expect(spoofed.status, path).toBe(plain.status);
      expect(spoofed.text + JSON.stringify(spoofed.headers)).not.toContain('evil.example');
    }
    const metadata = await get('/.well-known/oauth-authorization-server', forwarded);
    expect(metadata.body).toEqual((await get('/.well-known/oauth-authorization-server')).body);
    expect(gateway.logLines.join('')).not.toContain('203.0.113.7');
  });
});
