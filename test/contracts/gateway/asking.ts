import { generateKeyPair, type JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WireVendor } from '../../support/wire-vendor.ts';
import { askedBy, decided, type GatewayWorld, until, wireTo } from './gateway-world.ts';

type Push = NonNullable<Parameters<WireVendor['push']>[0]>;

const now = (): number => Math.floor(Date.now() / 1000);

/** Each is one thing wrong with a request that is taken otherwise. */
const faults: readonly [what: string, status: number, error: string, wrong: () => Push][] = [
  ['without a proof', 400, 'invalid_request', () => ({ proof: false })],
  ['with a nonce of nobody', 400, 'use_dpop_nonce', () => proof({ nonce: 'nobody' })],
  ['with a proof for another method', 400, 'invalid_dpop_proof', () => proof({ htm: 'GET' })],
  ['with a proof for another address', 400, 'invalid_dpop_proof', () => proof({ htu: 'https://a.example/' })],
  ['with a JWT as proof', 400, 'invalid_dpop_proof', () => ({ proof: { header: { typ: 'JWT' } } })],
  ['authenticated to another server', 401, 'invalid_client', () => assertion({ aud: 'https://a.example' })],
  ['authenticated as somebody else', 400, 'invalid_request', () => assertion({ sub: 'https://a.example' })],
  ['authenticated for an hour', 401, 'invalid_client', () => assertion({ exp: now() + 3600 })],
  ['authenticated from the future', 401, 'invalid_client', () => assertion({ iat: now() + 3600 })],
  ['authenticated until a minute ago', 401, 'invalid_client', () => assertion({ exp: now() - 60 })],
  ['signed for an hour', 400, 'invalid_request_object', () => request({ exp: now() + 3600 })],
  ['signed without an id', 400, 'invalid_request_object', () => request({ jti: '' })],
  ['signed for another gateway', 400, 'invalid_request_object', () => request({ aud: 'https://a.example' })],
  ['signed as another JWT', 400, 'invalid_request_object', () => ({ request: { header: { typ: 'JWT' } } })],
  ['without a code challenge', 400, 'invalid_request', () => request({ code_challenge: undefined })],
  ['with a plain challenge', 400, 'invalid_request', () => parameter('code_challenge_method', 'plain')],
  [
    'with a redirect elsewhere',
    400,
    'invalid_request',
    () => parameter('redirect_uri', 'https://a.example/'),
  ],
  ['for another read API', 400, 'invalid_target', () => parameter('resource', 'https://a.example/v1')],
];

const proof = (claims: JWTPayload): Push => ({ proof: { claims } });
const assertion = (claims: JWTPayload): Push => ({ assertion: { claims } });
const request = (claims: JWTPayload): Push => ({ request: { claims } });
const parameter = (name: string, value: string): Push => ({ parameters: { [name]: value } });

const details: readonly [what: string, changes: object][] = [
  ['a category that is none', { datatypes: ['salary'], fields: { salary: { required: ['all'] } } }],
  ['a field that is none', { datatypes: ['issues'], fields: { issues: { required: ['smell'] } } }],
  ['a purpose that is none', { purpose: 'https://w3id.org/dpv#Anything' }],
  ['an end in the past', { access: { until: until(-1) } }],
  ['another place', { locations: ['https://a.example/v1'] }],
  ['nothing about what becomes of the data', { retention: undefined }],
];

/** Stage 1: a vendor asks. */
export function askingContract(world: () => GatewayWorld): void {
  describe('a request', () => {
    let wire: WireVendor;
    beforeAll(async () => {
      wire = await wireTo(world());
    });
    const push = (wrong: Push) => wire.push({ details: askedBy(world().origin), ...wrong });

    it('is kept for a minute', async () => {
      const { status, body, headers } = await push({});
      expect([status, body]).toEqual([
        201,
        { expires_in: 60, request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:/) },
      ]);
      expect(headers.get('cache-control')).toBe('no-store');
    });

    it.each(faults)('%s is refused', async (_what, status, error, wrong) => {
      const answer = await push(wrong());
      expect([answer.status, answer.body]).toEqual([
        status,
        expect.objectContaining({ error, error_description: expect.any(String) }),
      ]);
      if (error === 'use_dpop_nonce') expect(answer.headers.get('dpop-nonce')).toEqual(expect.any(String));
    });

    it.each(details)('for %s is refused', async (_what, changes) => {
      const { status, body } = await wire.push({ details: askedBy(world().origin, changes) });
      expect([status, body['error']]).toEqual([400, 'invalid_authorization_details']);
    });

    it('is signed with a key that the vendor has published', async () => {
      const { privateKey } = await generateKeyPair('ES256');
      const [asked, authenticated] = [
        await push({ request: { key: privateKey } }),
        await push({ assertion: { key: privateKey } }),
      ];
      expect([asked.status, asked.body['error']]).toEqual([400, 'invalid_request_object']);
      expect([authenticated.status, authenticated.body['error']]).toEqual([401, 'invalid_client']);
      const unsigned = await push({ request: false });
      expect([unsigned.status, unsigned.body['error']]).toEqual([400, 'invalid_request']);
    });

    it('counts once, and so do what authenticates it and what proves it', async () => {
      const counted: [error: string, wrong: (jti: string) => Push][] = [
        ['invalid_request_object', (jti) => request({ jti })],
        ['invalid_client', (jti) => assertion({ jti })],
        ['invalid_request', (jti) => proof({ jti })],
      ];
      for (const [error, wrong] of counted) {
        const jti = crypto.randomUUID();
        const [first, second] = [await push(wrong(jti)), await push(wrong(jti))];
        expect([first.status, second.status >= 400, second.body['error']]).toEqual([201, true, error]);
      }
    });

    it.each(['refuse', 'defer'] as const)('that the owner answers with %s is denied', async (decision) => {
      const callback = await decided(world(), wire, decision, { parameters: { state: 'my state' } });
      expect(Object.fromEntries(callback)).toMatchObject({
        error: 'access_denied',
        state: 'my state',
        iss: world().origin,
      });
      expect(callback.has('code')).toBe(false);
    });

    it('that the owner gives comes back with a code', async () => {
      const callback = await decided(world(), wire, 'give', { parameters: { state: 'my state' } });
      expect(Object.fromEntries(callback)).toEqual({
        code: expect.any(String),
        state: 'my state',
        iss: world().origin,
      });
    });
  });
}
