import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSolidProviders, type SolidProviders } from './solid-providers.ts';

const ISSUER = 'https://idp.example/';
const ANN = 'https://ann.example/#me';
const CONFIGURATION = 'https://idp.example/.well-known/openid-configuration';
const KEYS = 'https://idp.example/jwks';
const metadata = {
  issuer: ISSUER,
  jwks_uri: KEYS,
  authorization_endpoint: 'https://idp.example/authorize',
  response_types_supported: ['code', 'id_token'],
};
const UNAVAILABLE = {
  name: 'GatewayError',
  code: 'temporarily_unavailable',
  message: "an owner's provider or WebID document cannot be read",
  retryAfterSeconds: 5,
};
const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
const jwk = { ...(await exportJWK(publicKey)), kid: 'k' };

const clock = { at: 0 };
let asked: string[];
let pages: Record<string, () => Response>;
let readIssuers: (webId: string) => Promise<readonly string[]>;
let providers: SolidProviders;
beforeEach(() => {
  clock.at = 0;
  asked = [];
  pages = { [CONFIGURATION]: () => Response.json(metadata), [KEYS]: () => Response.json({ keys: [jwk] }) };
  readIssuers = async () => [ISSUER];
  providers = createSolidProviders({
    fetch: (async (address: string) => {
      asked.push(address);
      return pages[address]?.() ?? new Response('', { status: 404 });
    }) as typeof fetch,
    readIssuers: (webId) => {
      asked.push(webId);
      return readIssuers(webId);
    },
    now: () => new Date(clock.at),
  });
});

describe('a provider', () => {
  it('is what its metadata and keys say', async () => {
    const provider = await providers.provider(ISSUER);
    expect(provider).toMatchObject({
      issuer: ISSUER,
      authorizationEndpoint: 'https://idp.example/authorize',
      responseTypes: ['code', 'id_token'],
    });
    const token = await new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid: 'k' }).sign(privateKey);
    const [header = '', payload = '', signature = ''] = token.split('.');
    await expect(
      provider.keys({ alg: 'ES256', kid: 'k' }, { protected: header, payload, signature }),
    ).resolves.toBeDefined();
    expect(asked).toEqual([CONFIGURATION, KEYS]);
  });

  it('is asked once by many, and again after half a minute', async () => {
    await Promise.all(Array.from({ length: 5 }, () => providers.provider(ISSUER)));
    clock.at = 29_999;
    await providers.provider(ISSUER);
    expect(asked).toHaveLength(2);
    clock.at = 30_000;
    await providers.provider(ISSUER);
    expect(asked).toHaveLength(4);
  });

  it.each([
    ['another issuer', { ...metadata, issuer: 'https://evil.example/' }],
    ['its issuer, written otherwise', { ...metadata, issuer: 'https://idp.example' }],
  ])('whose metadata name %s is refused', async (_what, wrong) => {
    pages[CONFIGURATION] = () => Response.json(wrong);
    await expect(providers.provider(ISSUER)).rejects.toMatchObject({
      code: 'invalid_token',
      message: "a provider's metadata names another issuer",
    });
  });

  it.each<[string, string, () => Response]>([
    ['that is not there', CONFIGURATION, () => new Response('', { status: 404 })],
    ['that fails', CONFIGURATION, () => new Response('', { status: 500 })],
    ['whose metadata are no JSON', CONFIGURATION, () => new Response('<html>')],
    ['whose metadata lack the keys', CONFIGURATION, () => Response.json({ issuer: ISSUER })],
    [
      'whose metadata are too large',
      CONFIGURATION,
      () => Response.json({ ...metadata, more: 'a'.repeat(70_000) }),
    ],
    ['whose keys are not there', KEYS, () => new Response('', { status: 404 })],
    ['whose keys are none', KEYS, () => Response.json({ keys: 'none' })],
    ['with 51 keys', KEYS, () => Response.json({ keys: Array(51).fill(jwk) })],
  ])('%s is unavailable, and asked again at once', async (_what, address, page) => {
    const right = pages[address]!;
    pages[address] = page;
    await expect(providers.provider(ISSUER)).rejects.toMatchObject(UNAVAILABLE);
    pages[address] = right;
    await expect(providers.provider(ISSUER)).resolves.toMatchObject({ issuer: ISSUER });
  });
});

describe('the providers that a WebID names', () => {
  it('are remembered for half a minute', async () => {
    expect(await providers.issuersOf(ANN)).toEqual([ISSUER]);
    readIssuers = async () => [];
    clock.at = 29_999;
    expect(await providers.issuersOf(ANN)).toEqual([ISSUER]);
    clock.at = 30_000;
    expect(await providers.issuersOf(ANN)).toEqual([]);
    expect(asked).toEqual([ANN, ANN]);
  });

  it('are unavailable where the document is, which is not remembered', async () => {
    readIssuers = async () => {
      throw new Error('the server is down');
    };
    await expect(providers.issuersOf(ANN)).rejects.toMatchObject(UNAVAILABLE);
    readIssuers = async () => [ISSUER];
    expect(await providers.issuersOf(ANN)).toEqual([ISSUER]);
  });
});
