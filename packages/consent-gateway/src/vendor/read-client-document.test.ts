import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { GatewayError } from '../gateway-error.ts';
import { checkClient, isClientDocumentAddress, readClientDocument } from './read-client-document.ts';

const ID = 'https://acme.example/client';
const localOrigins = ['http://localhost:3000'];
const { signal } = new AbortController();
let jwk: JWK;
let thumbprint: string;
beforeAll(async () => {
  jwk = { ...(await exportJWK((await generateKeyPair('ES256')).publicKey)), kid: 'k1' };
  thumbprint = await calculateJwkThumbprint(jwk);
});

const client = (changes: object = {}) => ({
  client_id: ID,
  client_name: 'Acme',
  redirect_uris: ['https://acme.example/back'],
  jwks: { keys: [jwk] },
  token_endpoint_auth_method: 'private_key_jwt',
  dpop_bound_access_tokens: true,
  ...changes,
});

interface Page {
  status?: number;
  type?: string;
  body: unknown;
}
/** A web of JSON pages, and what was fetched of it. */
function web(pages: Record<string, Page>) {
  const fetched: string[] = [];
  const fetcher = async (input: string | URL | Request) => {
    const page = pages[String(input)];
    fetched.push(String(input));
    if (page === undefined) throw new TypeError('fetch failed');
    const body = typeof page.body === 'string' ? page.body : JSON.stringify(page.body);
    return new Response(body, {
      status: page.status ?? 200,
      headers: page.type === '' ? {} : { 'content-type': page.type ?? 'application/json' },
    });
  };
  return { fetched, options: { fetch: fetcher as typeof fetch, localOrigins, signal } };
}
const reading = (document: Page, more: Record<string, Page> = {}) =>
  readClientDocument(ID, web({ [ID]: document, ...more }).options);

describe('the address of a client document', () => {
  it.each([
    'https://acme.example/client',
    'https://acme.example/a/b.json',
    'https://xn--bcher-kva.example/client',
    'http://localhost:3000/client',
  ])('may be %s', (id) => expect(isClientDocumentAddress(id, localOrigins)).toBe(true));

  it.each([
    ['no URL', 'acme'],
    ['an opaque word', 'acme:client'],
    ['http', 'http://acme.example/client'],
    ['no path', 'https://acme.example/'],
    ['no path, unsaid', 'https://acme.example'],
    ['a query', 'https://acme.example/client?a=b'],
    ['an empty query', 'https://acme.example/client?'],
    ['a fragment', 'https://acme.example/client#a'],
    ['an empty fragment', 'https://acme.example/client#'],
    ['a user', 'https://acme@bank.example/client'],
    ['a password', 'https://:a@acme.example/client'],
    ['empty credentials', 'https://@acme.example/client'],
    ['a port', 'https://acme.example:8443/client'],
    ['the usual port, said', 'https://acme.example:443/client'],
    ['capitals in the host', 'https://ACME.example/client'],
    ['letters that are not ASCII', 'https://bücher.example/client'],
    ['dot segments', 'https://acme.example/a/../client'],
    ['encoded dot segments', 'https://acme.example/a/%2e%2e/client'],
    ['a backslash', 'https://acme.example\\client'],
    ['a space before', ' https://acme.example/client'],
    ['a line end', 'https://acme.example/client\n'],
    ['a tab in it', 'https://acme.example/cli\tent'],
    ['an address of version 4', 'https://192.0.2.1/client'],
    ['a number as host', 'https://2130706433/client'],
    ['a host in hexadecimal', 'https://0x7f.1/client'],
    ['an address of version 6', 'https://[2001:db8::1]/client'],
    ['a data URL', 'data:application/json,{}'],
    ['a file', 'file:///client'],
    ['another loopback port', 'http://localhost:3001/client'],
    ['no path on a laptop', 'http://localhost:3000/'],
    ['too many characters', `https://acme.example/${'a'.repeat(200)}`],
  ])('never has %s', (_what, id) => expect(isClientDocumentAddress(id, localOrigins)).toBe(false));
});

describe('a client document', () => {
  it('is read, with the thumbprints of its keys', async () => {
    const { fetched, options } = web({ [ID]: { body: client() } });
    expect(await readClientDocument(ID, options)).toMatchObject({
      name: 'Acme',
      metadata: { client_id: ID, jwks: { keys: [jwk] } },
      keyThumbprints: [thumbprint],
    });
    expect(fetched).toEqual([ID]);
  });

  it('may name its keys by an address on its own origin', async () => {
    const keys = 'https://acme.example/jwks.json';
    const document = client({ jwks: undefined, jwks_uri: keys });
    const { fetched, options } = web({ [ID]: { body: document }, [keys]: { body: { keys: [jwk] } } });
    expect((await readClientDocument(ID, options)).keyThumbprints).toEqual([thumbprint]);
    expect(fetched).toEqual([ID, keys]);
  });

  it.each(['application/json; charset=utf-8', 'application/ld+json', 'application/cool+json'])(
    'may come as %s',
    async (type) => expect(await reading({ body: client(), type })).toMatchObject({ name: 'Acme' }),
  );

  const NOT_FETCHED = 'a client document cannot be fetched';
  const NO_JSON = 'a client document is not acceptable: no JSON document';
  const ELSEWHERE = 'a client document is not acceptable: an address on another origin';
  const KEYS = 'a client document is not acceptable: exactly one of jwks and jwks_uri';
  it.each<[string, () => Page, string]>([
    ['that is not there', () => ({ status: 404, body: client() }), NO_JSON],
    ['that moved', () => ({ status: 301, body: client() }), NO_JSON],
    ['that is a page', () => ({ type: 'text/html', body: '<html>' }), NO_JSON],
    ['of no type', () => ({ type: '', body: client() }), NO_JSON],
    ['that is no JSON', () => ({ body: '{' }), NOT_FETCHED],
    [
      'that is too large',
      () => ({ body: client({ more: 'a'.repeat(10_240) }) }),
      'a client document is not acceptable: too large',
    ],
    [
      'of another client',
      () => ({ body: client({ client_id: 'https://acme.example/other' }) }),
      'a client document is not acceptable: client_id',
    ],
    [
      'of the same client, written otherwise',
      () => ({ body: client({ client_id: `${ID}/` }) }),
      'a client document is not acceptable: client_id',
    ],
    [
      'with a secret',
      () => ({ body: client({ client_secret: 'x' }) }),
      'a client document is not acceptable: client_secret',
    ],
    [
      'that lists two faults',
      () => ({ body: client({ client_name: 1, jwks: {} }) }),
      'a client document is not acceptable: client_name, jwks.keys',
    ],
    [
      'with a redirect elsewhere',
      () => ({ body: client({ redirect_uris: ['https://acme.example/a', 'https://evil.example/b'] }) }),
      ELSEWHERE,
    ],
    [
      'with a redirect to a subdomain',
      () => ({ body: client({ redirect_uris: ['https://a.acme.example/'] }) }),
      ELSEWHERE,
    ],
    [
      'with a redirect to another port',
      () => ({ body: client({ redirect_uris: ['https://acme.example:8443/'] }) }),
      ELSEWHERE,
    ],
    [
      'with keys elsewhere',
      () => ({ body: client({ jwks: undefined, jwks_uri: 'https://evil.example/jwks' }) }),
      ELSEWHERE,
    ],
    [
      'with a fragment in a redirect',
      () => ({ body: client({ redirect_uris: ['https://acme.example/#a'] }) }),
      'a client document is not acceptable: redirect_uris',
    ],
    [
      'with a script as its site',
      () => ({ body: client({ client_uri: 'javascript:alert(1)' }) }),
      'a client document is not acceptable: client_uri',
    ],
    [
      'with an http site',
      () => ({ body: client({ client_uri: 'http://acme.example/' }) }),
      'a client document is not acceptable: client_uri',
    ],
    ...(['policy_uri', 'tos_uri'] as const).map((name): [string, () => Page, string] => [
      `with an http ${name}`,
      () => ({ body: client({ [name]: 'http://acme.example/' }) }),
      `a client document is not acceptable: ${name}`,
    ]),
    ['without keys', () => ({ body: client({ jwks: undefined }) }), KEYS],
    ['with keys twice', () => ({ body: client({ jwks_uri: 'https://acme.example/jwks.json' }) }), KEYS],
  ])('%s is refused', async (_what, document, message) => {
    await expect(reading(document())).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'invalid_request',
      message,
    });
  });

  it.each<[string, Page | undefined]>([
    ['not there', undefined],
    ['no set', { body: { key: 1 } }],
    [
      'a set with a private key',
      { body: { keys: [{ kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ', kid: 'a', d: 'ZA' }] } },
    ],
  ])('whose keys are %s is refused', async (_what, keys) => {
    const address = 'https://acme.example/jwks.json';
    const document = { body: client({ jwks: undefined, jwks_uri: address }) };
    await expect(reading(document, keys === undefined ? {} : { [address]: keys })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('that no server sends is refused, with the cause for the log', async () => {
    const error = await readClientDocument(ID, web({}).options).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({
      code: 'invalid_request',
      message: NOT_FETCHED,
      cause: new TypeError('fetch failed'),
    });
  });
});

it('what an operator enters goes through the same checks', async () => {
  const entered = client({ client_id: 'acme', redirect_uris: ['http://localhost:3000/back'] });
  const { options } = web({});
  await expect(checkClient(entered as never, options)).resolves.toMatchObject({
    keyThumbprints: [thumbprint],
  });
  await expect(
    checkClient({ ...entered, redirect_uris: ['http://acme.example/'] } as never, options),
  ).rejects.toThrow('a client document is not acceptable: redirect_uris');
});
