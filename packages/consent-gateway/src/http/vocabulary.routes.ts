import { Router } from 'express';

/** Turtle by path. */
export type PublishedDocuments = ReadonlyMap<string, string>;

const CACHE_SECONDS = 300;

/** `GET /vocabulary.ttl` and `GET /shapes/{category}.ttl`: for everybody, of every origin. */
export function createVocabularyRoutes(documents: PublishedDocuments): Router {
  const router = Router({ strict: true, caseSensitive: true });
  for (const [path, turtle] of documents) {
    router.get(path, (_request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Cache-Control', `public, max-age=${CACHE_SECONDS}`);
      response.type('text/turtle').send(turtle);
    });
  }
  return router;
}
