import { describe, expect, it } from 'vitest';
import type { GatewayWorld } from './gateway-world.ts';
import { expectProblem } from './reads.ts';

/** What anybody may look up. */
export function metadataContract(world: () => GatewayWorld): void {
  const lookUp = async (path: string) => {
    const response = await world().fetch(`${world().origin}${path}`);
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body };
  };

  describe('a gateway', () => {
    it('describes its authorization server', async () => {
      const { origin } = world();
      const { status, body } = await lookUp('/.well-known/oauth-authorization-server');
      expect([status, body]).toEqual([
        200,
        expect.objectContaining({
          issuer: origin,
          authorization_endpoint: `${origin}/auth`,
          token_endpoint: `${origin}/token`,
          revocation_endpoint: `${origin}/token/revocation`,
          pushed_authorization_request_endpoint: `${origin}/request`,
          require_pushed_authorization_requests: true,
          authorization_response_iss_parameter_supported: true,
          authorization_details_types_supported: ['urn:parley:data-access'],
          response_types_supported: ['code'],
          response_modes_supported: ['query'],
          code_challenge_methods_supported: ['S256'],
          dpop_signing_alg_values_supported: ['ES256'],
          token_endpoint_auth_methods_supported: ['private_key_jwt'],
          token_endpoint_auth_signing_alg_values_supported: ['ES256'],
          request_object_signing_alg_values_supported: ['ES256'],
        }),
      ]);
      expect(body['grant_types_supported']).toEqual(
        expect.arrayContaining([
          'authorization_code',
          'refresh_token',
          'urn:ietf:params:oauth:grant-type:jwt-bearer',
        ]),
      );
    });

    it('describes its read API', async () => {
      const { origin } = world();
      const { status, body, headers } = await lookUp('/.well-known/oauth-protected-resource/v1');
      expect([status, body]).toEqual([
        200,
        {
          resource: `${origin}/v1`,
          authorization_servers: [origin],
          scopes_supported: ['read'],
          bearer_methods_supported: ['header'],
          dpop_signing_alg_values_supported: ['ES256'],
          dpop_bound_access_tokens_required: true,
          authorization_details_types_supported: ['urn:parley:data-access'],
          resource_documentation: `${origin}/openapi.json`,
        },
      ]);
      expect(headers.get('cache-control')).toBe('public, max-age=300');
      expect(headers.get('access-control-allow-origin')).toBe('*');
    });

    it('publishes the keys that sign its records', async () => {
      const { status, body } = await lookUp('/.well-known/parley/record-keys');
      const coordinate = expect.stringMatching(/^[\w-]{43}$/);
      const key = { kty: 'EC', crv: 'P-256', x: coordinate, y: coordinate, kid: expect.any(String) };
      expect([status, body]).toEqual([200, { keys: [{ ...key, alg: 'ES256', use: 'sig' }] }]);
    });

    it('has nothing elsewhere', async () => {
      for (const path of ['/no/such/path', '/token']) expectProblem(await lookUp(path), 'not_found');
    });
  });
}
