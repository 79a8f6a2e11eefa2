import { allowInsecureLoopback, verifyReceipt } from '@parley/vendor-sdk';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  byReceipt,
  byRefreshToken,
  CARE,
  decided,
  type GatewayWorld,
  given,
  redeemed,
  wireTo,
  withoutHead,
} from './gateway-world.ts';

const digest = expect.stringMatching(/^[\w-]{43}$/);

/** Stages 2 and 3: the decision becomes tokens. */
export function tokensContract(world: () => GatewayWorld): void {
  describe('a code', () => {
    it('becomes a bound token, the receipt, and a refresh token where that was asked for', async () => {
      const wire = await wireTo(world());
      const callback = await decided(world(), wire);
      const { status, body, headers } = await redeemed(wire, world(), callback.get('code'));
      expect([status, withoutHead(body)]).toEqual([
        200,
        {
          access_token: expect.any(String),
          token_type: 'DPoP',
          expires_in: 300,
          refresh_token: expect.any(String),
          scope: expect.stringMatching(/^read\b/),
          authorization_details: [expect.objectContaining({ purpose: CARE, actions: ['read'] })],
          consent_id: expect.stringMatching(/^consent_[\w-]{22}$/),
          consent_version: 1,
          receipt: expect.any(String),
        },
      ]);
      expect(headers.get('cache-control')).toBe('no-store');
      const token = String(body['access_token']);
      expect(decodeProtectedHeader(token)).toEqual({ typ: 'at+jwt', alg: 'ES256', kid: expect.any(String) });
      expect(decodeJwt(token)).toMatchObject({
        iss: world().origin,
        aud: `${world().origin}/v1`,
        client_id: world().vendor.clientId,
        sub: expect.any(String),
        cnf: { jkt: digest },
        consent_id: body['consent_id'],
        consent_version: 1,
        receipt_sha256: digest,
      });
    });

    it('becomes no refresh token where that was not asked for', async () => {
      const wire = await wireTo(world());
      const callback = await decided(world(), wire, 'give', { parameters: { scope: 'read' } });
      const { status, body } = await redeemed(wire, world(), callback.get('code'));
      expect([status, Object.hasOwn(body, 'refresh_token')]).toEqual([200, false]);
    });

    it('is nobody else’s', async () => {
      const [wire, other] = [await wireTo(world()), await wireTo(world())];
      const parameters = {
        grant_type: 'authorization_code',
        redirect_uri: world().vendor.redirectUri,
        code_verifier: wire.verifier,
      };
      const codeOf = async () => (await decided(world(), wire)).get('code') ?? '';
      const wrong = [
        await wire.token({ ...parameters, code: await codeOf(), code_verifier: 'x'.repeat(43) }),
        await wire.token({ ...parameters, code: await codeOf(), redirect_uri: 'https://a.example/' }),
        await other.token({ ...parameters, code: await codeOf() }),
        await wire.token({ ...parameters, code: 'guessed' }),
      ];
      for (const { status, body } of wrong) expect([status, body['error']]).toEqual([400, 'invalid_grant']);
    });

    it('counts once', async () => {
      const wire = await wireTo(world());
      const code = (await decided(world(), wire)).get('code');
      const answers = [await redeemed(wire, world(), code), await redeemed(wire, world(), code)];
      expect(answers.map(({ status, body }) => [status, body['error']])).toEqual([
        [200, undefined],
        [400, 'invalid_grant'],
      ]);
    });
  });

  describe('a receipt', () => {
    it('proves the consent, by the keys that the gateway publishes', async () => {
      const { receipt } = await given(world());
      const { fetch, origin: gateway, vendor } = world();
      const options = { gateway, vendorId: vendor.clientId, fetch, [allowInsecureLoopback]: true };
      expect((await verifyReceipt(receipt, options)).problems).toEqual([]);
    });

    it('becomes a token, with any key, and so does a refresh token', async () => {
      const held = await given(world());
      const later = { wire: await wireTo(world()) };
      for (const { status, body } of [await byReceipt(later, held.receipt), await byRefreshToken(held)]) {
        expect([status, body]).toEqual([
          200,
          expect.objectContaining({ token_type: 'DPoP', consent_id: held.id, receipt: held.receipt }),
        ]);
      }
    });

    it('that the gateway did not sign is none', async () => {
      const held = await given(world());
      const forged = `${held.receipt.slice(0, -8)}AAAAAAAA`;
      for (const assertion of [forged, 'no receipt', held.accessToken]) {
        const { status, body } = await byReceipt(held, assertion);
        expect([status, body['error']]).toEqual([400, 'invalid_grant']);
      }
    });
  });

  describe('the token endpoint', () => {
    it('takes no grant that it does not offer, and nothing without a proof', async () => {
      const { wire, receipt } = await given(world());
      const password = await wire.token({ grant_type: 'password', username: 'a', password: 'b' });
      expect([password.status, password.body['error']]).toEqual([400, 'unsupported_grant_type']);
      const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
      const unproven = await wire.token({ grant_type: grant, assertion: receipt }, { proof: false });
      expect([unproven.status, unproven.body['error']]).toEqual([400, 'invalid_request']);
    });
  });
}
