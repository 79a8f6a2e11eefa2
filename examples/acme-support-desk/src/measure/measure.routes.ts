import { Router } from 'express';
import type { AcmeParts } from '../acme-parts.ts';
import { sendPage } from '../pages/send-page.ts';
import { measuresPage } from '../pages/team/measures-page.ts';
import { measureCopies } from './measure-copies.ts';

export function createMeasureRoutes(parts: AcmeParts): Router {
  const router = Router();
  router.get('/measures', async (_request, response) => {
    sendPage(response, measuresPage(await measureCopies(parts)));
  });
  return router;
}
