import { DATA_ACCESS } from '@parley/protocol';
import { type RequestHandler, Router } from 'express';
import type { JWK } from 'jose';

/** What anybody may look up: the protected resource (RFC 9728), and the keys that sign records and blocks. */
export function createMetadataRoutes(options: {
  origin: string;
  /** All there ever were, asked for anew at each request. */
  recordKeys: () => readonly { publicJwk: JWK }[];
}): Router {
  const { origin } = options;
  const router = Router();
  const resource = protectedResource(origin);
  router.get(
    '/.well-known/oauth-protected-resource/v1',
    publicJson(() => resource),
  );
  router.get(
    '/.well-known/parley/record-keys',
    publicJson(() => ({ keys: options.recordKeys().map((key) => key.publicJwk) })),
  );
  return router;
}

/** @see https://www.rfc-editor.org/rfc/rfc9728#section-2 */
function protectedResource(origin: string): object {
  return {
    resource: `${origin}/v1`,
    authorization_servers: [origin],
    scopes_supported: ['read'],
    bearer_methods_supported: ['header'],
    dpop_signing_alg_values_supported: ['ES256'],
    dpop_bound_access_tokens_required: true,
    authorization_details_types_supported: [DATA_ACCESS],
    resource_documentation: `${origin}/openapi.json`,
  };
}

const CACHE_SECONDS = 300;

function publicJson(content: () => object): RequestHandler {
  return (_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cache-Control', `public, max-age=${CACHE_SECONDS}`);
    response.type('application/json').send(JSON.stringify(content()));
  };
}
