import express, { type Express } from 'express';
import { hostGuard } from '../http/host-guard.ts';
import { type FaultLog, notFoundHandler, problemHandler } from '../http/problem-handler.ts';
import { requestId } from '../http/request-id.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { createDashboardRoutes } from './dashboard.routes.ts';
import type { DashboardFiles } from './dashboard-files.ts';
import type { DashboardSettings } from './dashboard-settings.ts';

export interface DashboardOptions {
  readonly origin: string;
  readonly name: string;
  readonly local: boolean;
  readonly dashboard: DashboardSettings;
  readonly log: FaultLog;
}

/** The owners' dashboard on its own origin: static files, and what they have to know. It holds no secret and sets no cookie. */
export function createDashboard(options: DashboardOptions, files: DashboardFiles): Express {
  const { origin } = options.dashboard;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(requestId(), securityHeaders({ https: origin.startsWith('https:') }));
  app.use(hostGuard({ origins: [origin] }));
  app.use(createDashboardRoutes(options, files));
  app.use(notFoundHandler(), problemHandler(options));
  return app;
}
