import { Router } from 'express';

/** `/healthz`: the process answers. `/readyz`: it can serve, because the database answers too. */
export function createHealthRoutes(options: { isReady: () => Promise<boolean> }): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const ready = await options.isReady().catch(() => false);
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' });
  });
  return router;
}
