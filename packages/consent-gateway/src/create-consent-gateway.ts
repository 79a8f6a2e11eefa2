// The composition root: ports in; the stages in the order of the data's way; an express app and its jobs out.

import express, { type Express } from 'express';
import { sweepExpired } from './adapters/postgres/sweep.ts';
import { readWaiting } from './adapters/postgres/waiting.ts';
import { publishedDocuments } from './adapters/solid-pod/published-documents.ts';
import { createConversation } from './composition/conversation.ts';
import { createGatewayParts, type GatewayOptions, type GatewayParts } from './composition/gateway-parts.ts';
import { createLimitedCalls } from './composition/limited-calls.ts';
import { createOwnerApi } from './composition/owner-api.ts';
import { createPages } from './composition/pages.ts';
import { createVendorApi } from './composition/vendor-api.ts';
import { createVendorEventsParts } from './composition/vendor-events.ts';
import { runConsentJobs } from './consent/run-consent-jobs.ts';
import { openToApps } from './http/cors.ts';
import { createHealthRoutes } from './http/health.routes.ts';
import { hostGuard } from './http/host-guard.ts';
import { createOpenApiRoutes } from './http/openapi.routes.ts';
import { notFoundHandler, problemHandler } from './http/problem-handler.ts';
import { publicOriginOnly } from './http/public-origin.ts';
import { requestId } from './http/request-id.ts';
import { securityHeaders } from './http/security-headers.ts';
import { createVocabularyRoutes } from './http/vocabulary.routes.ts';
import { createIdentityRoutes } from './identity/identity.routes.ts';
import { repeat } from './jobs.ts';
import { rebuildDue } from './rebuild/rebuild-due.ts';
import { createMetadataRoutes } from './token/metadata.routes.ts';

export interface ConsentGateway {
  readonly app: Express;
  /** Starts the background jobs; `stop` waits for the rounds under way. */
  startJobs(): { stop(): Promise<void> };
  /** Ends the answers that would last: before the server waits for those under way. */
  endStreams(): void;
}

/** A gateway on an open, migrated database. It listens nowhere: the caller puts `app` behind a server. */
export function createConsentGateway(options: GatewayOptions): ConsentGateway {
  const parts = createGatewayParts(options);
  const { settings, secrets, metrics, log, categories } = parts;
  const { origin, identityUrl } = settings;
  metrics.showLimits(parts.limits.counts);
  metrics.showDatabase({
    waiting: () => readWaiting(parts.database.db),
    connections: parts.database.connections,
  });
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(requestId(), metrics.measure, securityHeaders({ https: origin.startsWith('https:') }));
  app.use(hostGuard({ origins: [origin, new URL(identityUrl).origin] }));
  app.use('/owner/v1', openToApps());
  app.use(createLimitedCalls(parts), publicOriginOnly({ origin }));
  // What vendors do most, before everything that is for others:
  app.use('/v1', parts.read.items);
  app.use(createHealthRoutes({ isReady: async () => (await parts.stores.consents.now()) instanceof Date }));
  app.use(
    createMetadataRoutes({ origin, recordKeys: () => secrets.publishedKeys('record') }),
    createOpenApiRoutes({ origin, categories }),
    createVocabularyRoutes(publishedDocuments(categories)),
  );
  app.use(
    new URL(identityUrl).pathname,
    createIdentityRoutes({
      identityUrl,
      keys: () => secrets.publishedKeys('identity'),
      name: settings.name,
    }),
  );
  // A vendor asks and gets tokens at the authorization server, below; the owner decides here:
  app.use(createPages(parts));
  app.use('/owner/v1', createOwnerApi(parts));
  // … and the vendor reads what was approved, written down first (above), and answers:
  const conversation = createConversation(parts);
  const vendorEvents = createVendorEventsParts(parts);
  app.use('/v1', createVendorApi(parts), vendorEvents.routes, conversation.routes, parts.read.others);
  app.use('/owner', notFoundHandler());
  app.use(problemHandler({ log }));
  // Last: the authorization server, at the root; what it does not know is nowhere.
  app.use((request, response) => parts.authorizationServer().handle(request, response));
  return {
    app,
    startJobs: () => startJobs({ ...parts, conversation, vendorEvents }),
    endStreams() {
      parts.changes.close();
      vendorEvents.close();
    },
  };
}

const SETTLE_EVERY_MS = 30_000;
const SWEEP_EVERY_MS = 60_000;
const REBUILD_EVERY_MS = 60_000;
const LOOK_EVERY_MS = 1_500;
const FIND_EVERY_MS = 10_000;
const WATCH_EVERY_MS = 1_000;
const NOTICES_EVERY_MS = 10 * 60_000;

function startJobs({
  settings,
  deciding,
  database,
  stores,
  read,
  parsing,
  sealer,
  dueOwners,
  changes,
  notices,
  conversation,
  vendorEvents,
  pace,
  log,
}: GatewayParts & {
  conversation: ReturnType<typeof createConversation>;
  vendorEvents: ReturnType<typeof createVendorEventsParts>;
}): {
  stop(): Promise<void>;
} {
  const onFault = (error: unknown): void =>
    log.error({ fault: error instanceof Error ? error.name : 'unknown' }, 'a job failed');
  const jobs = [
    repeat({ everyMs: pace.jobsEveryMs, round: () => runConsentJobs(deciding), onFault }),
    repeat({
      everyMs: pace.jobsEveryMs,
      round: () => deciding.requestNotices.deliver(deciding.putRequestNotice),
      onFault,
    }),
    repeat({ everyMs: pace.jobsEveryMs, round: notices.jobs.tell, onFault }),
    repeat({ everyMs: NOTICES_EVERY_MS, round: notices.jobs.look, onFault }),
    repeat({ everyMs: SETTLE_EVERY_MS, round: conversation.settle, onFault }),
    repeat({ everyMs: SWEEP_EVERY_MS, round: () => sweepExpired(database.db, settings), onFault }),
    repeat({ everyMs: LOOK_EVERY_MS, round: changes.look, onFault }),
    repeat({ everyMs: REBUILD_EVERY_MS, round: () => rebuildDue(dueOwners, log), onFault }),
    vendorEvents.startJobs(onFault),
    repeat({ everyMs: FIND_EVERY_MS, round: () => stores.watched.find(vendorEvents.listening()), onFault }),
    repeat({ everyMs: WATCH_EVERY_MS, round: () => read.watch.look(vendorEvents.listening()), onFault }),
    sealer.start(),
  ];
  read.pods.start();
  return {
    async stop() {
      read.pods.stop();
      await dueOwners.stop();
      await Promise.all([...jobs.map((job) => job.stop()), parsing.stop()]);
    },
  };
}
