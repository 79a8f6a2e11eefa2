import type { DashboardConfiguration } from '@parley/protocol';
import { type Response, Router } from 'express';
import { CLIENT_DOCUMENT_PATH, dashboardClientDocument } from './client-document.ts';
import { dashboardPolicy, SERVICE_WORKER_POLICY } from './content-policy.ts';
import type { DashboardOptions } from './create-dashboard.ts';
import type { DashboardFiles } from './dashboard-files.ts';

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;
const SHORT_SECONDS = 300;

/** The files of the dashboard, and what a provider and the page itself ask for beside them. */
export function createDashboardRoutes(options: DashboardOptions, files: DashboardFiles): Router {
  const { dashboard, name, origin: gateway } = options;
  const policy = dashboardPolicy({ gateway, local: options.local });
  const router = Router();
  router.get(CLIENT_DOCUMENT_PATH, (_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cache-Control', `public, max-age=${SHORT_SECONDS}`);
    const document = dashboardClientDocument({ origin: dashboard.origin, name });
    response.type('application/ld+json').send(JSON.stringify(document));
  });
  router.get('/config.json', (_request, response) => {
    const { providers, podSignup } = dashboard;
    response.json({
      gateway,
      name,
      providers: [...providers],
      ...(podSignup === undefined ? {} : { podSignup }),
    } satisfies DashboardConfiguration);
  });
  router.get('/hash.json', (_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    sendFile(response, files, 'hash.json');
  });
  router.get('/assets/*file', (request, response) => {
    // Their names have their content's hash in them.
    if (files.has(request.path.slice(1)))
      response.setHeader('Cache-Control', `public, max-age=${ONE_YEAR_SECONDS}, immutable`);
    sendFile(response, files, request.path.slice(1));
  });
  router.get('/service-worker.js', (_request, response) => {
    response.setHeader('Content-Security-Policy', SERVICE_WORKER_POLICY);
    // Browsers look for a newer one under the same name.
    response.setHeader('Cache-Control', 'no-cache');
    sendFile(response, files, 'service-worker.js');
  });
  // Every other address is a page of the app.
  router.get('/{*page}', (_request, response) => {
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Cache-Control', 'no-cache');
    sendFile(response, files, 'index.html');
  });
  return router;
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
};

function sendFile(response: Response, files: DashboardFiles, path: string): void {
  const file = files.get(path);
  const type = TYPES[path.split('.').at(-1) ?? ''];
  if (file === undefined || type === undefined) {
    response.status(404).type('text/plain').send('There is nothing here.');
    return;
  }
  response.setHeader('Content-Type', type);
  response.send(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
}
