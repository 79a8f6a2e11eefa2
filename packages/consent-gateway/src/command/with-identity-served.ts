import express from 'express';
import type { Settings } from '../config.ts';
import { createHttpServer } from '../http/create-http-server.ts';
import { createIdentityRoutes } from '../identity/identity.routes.ts';
import type { Secrets } from '../secrets/secrets.ts';

/**
 * Pod servers look up who reads. While no gateway runs, this answers them in its place; where one runs, on this port, it does itself.
 */
export async function withIdentityServed<T>(
  { settings, secrets }: { settings: Settings; secrets: Secrets },
  work: () => Promise<T>,
): Promise<T> {
  const { identityUrl, port, host } = settings;
  const app = express().disable('x-powered-by');
  app.use(
    new URL(identityUrl).pathname,
    createIdentityRoutes({ identityUrl, keys: () => secrets.publishedKeys('identity') }),
  );
  const server = createHttpServer(app, settings);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve() : reject(error),
    );
    server.listen(port, host, resolve);
  });
  try {
    return await work();
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
