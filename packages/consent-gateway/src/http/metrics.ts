import express, { type Express, type Request, type RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  /** Measures every answer: method, route pattern and status, never an address. */
  readonly measure: RequestHandler;
  /** Serves `/metrics`: for a loopback listener of its own. */
  readonly app: Express;
  readonly consentActs: Counter<'act'>;
  readonly webhookTries: Counter<'outcome'>;
  /** By the limits on addresses and on the whole process, before anything was looked at. */
  readonly refusedCalls: Counter<'code'>;
  /** Says, whenever it is asked for, how many callers are remembered by the limits and how many calls are under way. */
  showLimits(counts: () => Readonly<Record<string, number>>): void;
  /** Says, whenever it is asked for, how long the oldest of what waits has waited, and what the connections to the database do. */
  showDatabase(database: DatabaseFigures): void;
}

export interface DatabaseFigures {
  /** Seconds, by what waits. Where the database does not answer, nothing is said. */
  readonly waiting: () => Promise<Readonly<Record<string, number>>>;
  /** Numbers, by state. */
  readonly connections: () => Readonly<Record<string, number>>;
}

/** @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({
    name: 'parley_http_answer_seconds',
    help: 'Time from request to the end of the answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const consentActs = new Counter({
    name: 'parley_consent_acts_total',
    help: 'Acts on consents that took effect in this process.',
    labelNames: ['act'],
    registers: [registry],
  });
  const refusedCalls = new Counter({
    name: 'parley_refused_calls_total',
    help: 'Calls refused before anything was looked at: too many from one address, or too many at once.',
    labelNames: ['code'],
    registers: [registry],
  });
  const webhookTries = new Counter({
    name: 'parley_webhook_tries_total',
    help: 'Tries of this process to tell vendors of events, by what came of them; given_up: the last one of an event.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const app = express();
  app.disable('x-powered-by');
  app.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return {
    measure: measureInto(answers),
    app,
    consentActs,
    webhookTries,
    refusedCalls,
    showLimits: (counts) => showLimitsIn(registry, counts),
    showDatabase: (database) => showDatabaseIn(registry, database),
  };
}

function showDatabaseIn(registry: Registry, { waiting, connections }: DatabaseFigures): void {
  new Gauge({
    name: 'parley_waiting_seconds',
    help: 'How long the oldest has waited: entries for a block, blocks and statements for their pods.',
    labelNames: ['of'],
    registers: [registry],
    async collect() {
      this.reset();
      const found = await waiting().catch(() => ({}));
      for (const [of, seconds] of Object.entries(found)) this.set({ of }, seconds);
    },
  });
  new Gauge({
    name: 'parley_database_connections',
    help: 'Connections to the database, by state; wanted: work that waits for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(connections())) this.set({ state }, count);
    },
  });
}

function showLimitsIn(registry: Registry, counts: () => Readonly<Record<string, number>>): void {
  new Gauge({
    name: 'parley_limited',
    help: 'Callers that the limits remember, by kind, and calls under way.',
    labelNames: ['of'],
    registers: [registry],
    collect() {
      for (const [of, count] of Object.entries(counts())) this.set({ of }, count);
    },
  });
}

function measureInto(answers: Histogram<'method' | 'route' | 'status'>): RequestHandler {
  return (request, response, next) => {
    const end = answers.startTimer();
    response.once('close', () => {
      end({
        method: KNOWN_METHODS.has(request.method) ? request.method : 'other',
        route: routeOf(request),
        status: response.statusCode,
      });
    });
    next();
  };
}

/** Where the router has no pattern: the read API is one, the authorization server has fixed paths. Never what the caller made up. */
function routeOf(request: Request): string {
  const pattern = (request.route as { path?: unknown } | undefined)?.path;
  if (typeof pattern === 'string') return request.baseUrl + pattern;
  if (request.baseUrl === '/v1') return '/v1/:resource';
  return OAUTH_PATHS.has(request.path) ? request.path : 'other';
}

const OAUTH_PATHS = new Set(['/request', '/auth', '/token', '/token/revocation', '/jwks']);
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']);
