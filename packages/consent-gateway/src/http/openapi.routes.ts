import { Router } from 'express';
import { type OpenApiOptions, openApiDocument } from './openapi.ts';

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
