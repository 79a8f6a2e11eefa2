import { type Categories, problemDetailsSchema, categories as published } from '@parley/protocol';
import { Router } from 'express';
import { oauthPaths } from './openapi/oauth-paths.ts';
import { ownerPaths } from './openapi/owner-paths.ts';
import { type Json, schemaOf } from './openapi/parts.ts';
import { readPaths } from './openapi/read-paths.ts';
import { vendorPaths } from './openapi/vendor-paths.ts';

interface OpenApiOptions {
  readonly origin: string;
  /** Default: the published ones. */
  readonly categories?: Categories;
}

/** The gateway's interfaces as an OpenAPI 3.1 document, made from the schemas that the requests are checked by. */
export function openApiDocument({ origin, categories = published }: OpenApiOptions): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley consent gateway',
      version: '1',
      description:
        'A vendor asks, the owner decides, the vendor reads what was approved, for the stated purpose, until it ends.',
    },
    servers: [{ url: origin }],
    paths: { ...readPaths(categories), ...vendorPaths(), ...ownerPaths(), ...oauthPaths() },
    components: {
      schemas: { Problem: schemaOf(problemDetailsSchema) },
      securitySchemes: {
        vendor: {
          type: 'http',
          scheme: 'DPoP',
          description:
            'An access token of this gateway under the scheme DPoP, with a proof (RFC 9449) that has `ath` and the nonce of the last answer.',
        },
        owner: {
          type: 'http',
          scheme: 'DPoP',
          description: "A Solid-OIDC access token of the owner's own provider, with a proof.",
        },
      },
    },
  };
}

const CACHE_SECONDS = 300;

/** `GET /openapi.json`. */
export function createOpenApiRoutes(options: OpenApiOptions): Router {
  const body = JSON.stringify(openApiDocument(options));
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cache-Control', `public, max-age=${CACHE_SECONDS}`);
    response.type('application/json').send(body);
  });
  return router;
}
