import { describe, expect, it } from 'vitest';
import {
  allowInsecureLoopback,
  createVendorClient,
  generateVendorKey,
  type VendorClientOptions,
} from './index.ts';

const key = await generateVendorKey();
const options: VendorClientOptions = { clientId: 'https://acme.example/client.json', key };

describe('a vendor client', () => {
  it('is known by its client id', () => {
    expect(createVendorClient(options).clientId).toBe('https://acme.example/client.json');
  });

  it.each<[string, object]>([
    ['without a client id', { clientId: '' }],
    ['without a key', { key: undefined }],
    ['with a public key', { key: { kty: 'EC', crv: 'P-256', x: key.x, y: key.y } }],
    ['with a key of another kind', { key: { ...key, crv: 'P-384' } }],
    ['with no time at all', { timeoutMs: 0 }],
    ['with part of a request', { retry: { maxAttempts: 1.5 } }],
  ])('is refused %s', (_case, change) => {
    expect(() => createVendorClient({ ...options, ...change })).toThrow(
      expect.objectContaining({ code: 'invalid_options' }),
    );
  });

  it.each<[string, EcKeyGenParams | RsaHashedKeyGenParams, boolean]>([
    ['on another curve', { name: 'ECDSA', namedCurve: 'P-384' }, true],
    [
      'of another kind',
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: 2048,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-256',
      },
      true,
    ],
  ])('is refused with a pair %s', async (_case, algorithm, extractable) => {
    const pair = await crypto.subtle.generateKey(algorithm, extractable, ['sign', 'verify']);
    expect(() => createVendorClient({ ...options, key: pair })).toThrow(
      expect.objectContaining({ code: 'invalid_options' }),
    );
  });

  it('takes a pair whose private half cannot be taken out', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    expect(createVendorClient({ ...options, key: pair }).clientId).toBe(options.clientId);
  });
});

describe('the address of a gateway', () => {
  it('is an https origin', () => {
    expect(createVendorClient(options).at('https://gateway.example/').origin).toBe('https://gateway.example');
    expect(createVendorClient(options).at(new URL('https://gateway.example:8443')).origin).toBe(
      'https://gateway.example:8443',
    );
  });

  it.each([
    'gateway.example',
    'http://gateway.example',
    'http://localhost:3000',
    'ftp://gateway.example',
    'https://user@gateway.example',
    'https://gateway.example/path',
    'https://gateway.example/?a=b',
    'https://gateway.example/#a',
    '',
  ])('is not %j', (address) => {
    expect(() => createVendorClient(options).at(address)).toThrow(
      expect.objectContaining({ code: 'invalid_gateway' }),
    );
  });

  it.each([
    'http://localhost:3000',
    'http://gateway.localhost',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ])('may be %s where the symbol says so', (address) => {
    const local = createVendorClient({ ...options, [allowInsecureLoopback]: true });
    expect(local.at(address).origin).toBe(address);
  });

  it.each([
    'http://gateway.example',
    'http://localhost.example',
    'http://10.0.0.1',
    'http://127.0.0.1.example',
  ])('is never %s', (address) => {
    const local = createVendorClient({ ...options, [allowInsecureLoopback]: true });
    expect(() => local.at(address)).toThrow(expect.objectContaining({ code: 'invalid_gateway' }));
  });

  it('cannot be loosened by what a configuration file can say', () => {
    const configured = JSON.parse('{"allowInsecureLoopback": true, "Symbol(allowInsecureLoopback)": true}');
    const client = createVendorClient({ ...configured, ...options });
    expect(() => client.at('http://localhost:3000')).toThrow(
      expect.objectContaining({ code: 'invalid_gateway' }),
    );
  });
});
