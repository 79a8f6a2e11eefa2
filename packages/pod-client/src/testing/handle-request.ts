import { createGraph } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { readN3Patch } from '../rdf/read-n3-patch.ts';
import { type Statement, statementKey } from '../rdf/term.ts';
import { LDP_CONTAINS } from '../rdf/vocabulary.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import type { AccessLanguage, AccessMode } from './access-language.ts';
import { parentOf, type ResourceStore, type StoredResource } from './resource-store.ts';

interface ServerRequest {
  readonly store: ResourceStore;
  readonly language: AccessLanguage;
  readonly request: Request;
  /** The WebID that asks; `undefined`: nobody. */
  readonly agent: string | undefined;
  readonly links: string;
  readonly etagStepMs: number;
  readonly validators: 'strong' | 'weak' | 'none';
  /** Whether If-Match is looked at, and PATCH taken. */
  readonly conditions: boolean;
  readonly patches: boolean;
}

interface Step extends ServerRequest {
  readonly url: string;
  readonly existing: StoredResource | undefined;
}

const METHODS: Readonly<Record<string, (step: Step) => Promise<Response> | Response>> = {
  GET: read,
  HEAD: read,
  PUT: put,
  POST: post,
  PATCH: patch,
  DELETE: remove,
};

/** One request to the in-memory server, in the order of a real one: who may, which condition, then the work. */
export async function handleRequest(input: ServerRequest): Promise<Response> {
  const { store, request } = input;
  const url = request.url.split('#')[0] as string;
  const method = METHODS[request.method];
  return method === undefined ? status(405) : method({ ...input, url, existing: store.get(url) });
}

function read(step: Step): Response {
  const { store, language, request, agent, url, existing } = step;
  const refused = refuse(step, url, ['read']);
  if (refused !== undefined) return refused;
  const link = linksOf(step);
  if (existing === undefined) return new Response(null, { status: 404, headers: { link } });
  const etag = etagOf(step, existing);
  const headers = {
    'content-type': existing.contentType,
    ...(etag === undefined ? {} : { etag }),
    'last-modified': new Date(existing.modifiedMs).toUTCString(),
    link,
    ...language.headers(store, url, agent),
  };
  if (etag !== undefined && request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers });
  const body = url.endsWith('/') ? listing(step) : (existing.bytes ?? existing.body);
  return new Response(request.method === 'HEAD' ? null : body, { headers });
}

async function put(step: Step): Promise<Response> {
  const { store, request, url, existing } = step;
  const refused = existing === undefined ? refuseCreation(step) : refuse(step, url, ['write']);
  if (refused !== undefined) return refused;
  if (!conditionHolds(step)) return status(412);
  const contentType = request.headers.get('content-type')?.split(';')[0];
  if (contentType === undefined) return status(400);
  // Like a real server it stores what is not Turtle, too.
  const bytes = new Uint8Array(await request.arrayBuffer());
  store.set(url, new TextDecoder().decode(bytes), contentType, bytes);
  return status(existing === undefined ? 201 : done(step));
}

async function post(step: Step): Promise<Response> {
  const { store, request, url, existing } = step;
  const refused = refuse(step, url, ['append']);
  if (refused !== undefined) return refused;
  if (existing === undefined || !url.endsWith('/')) return status(existing === undefined ? 404 : 405);
  const slug = request.headers.get('slug') ?? crypto.randomUUID();
  // What is there is never written over: the slug is a hint.
  const location = url + (store.get(url + slug) === undefined ? slug : `${crypto.randomUUID()}-${slug}`);
  store.set(location, await request.text(), request.headers.get('content-type') ?? 'text/turtle');
  return new Response(null, { status: 201, headers: { location } });
}

async function patch(step: Step): Promise<Response> {
  const { store, request, url, existing } = step;
  if (!step.patches) return status(405);
  if (request.headers.get('content-type') !== 'text/n3') return status(415);
  const changes = readN3Patch(await request.text(), url);
  if (changes === undefined) return status(422);
  const { where, deletes, inserts } = changes;
  const modes: AccessMode[] = ['append'];
  if (where.length > 0 || deletes.length > 0) modes.push('read');
  if (deletes.length > 0) modes.push('write');
  const refused = existing === undefined ? refuseCreation(step) : refuse(step, url, modes);
  if (refused !== undefined) return refused;
  if (!conditionHolds(step)) return status(412);
  if ([...where, ...deletes, ...inserts].some(hasBlankNode)) return status(422);
  const before = existing === undefined ? createGraph([]) : parsed(existing.body, url);
  if (before === undefined) return status(400);
  const present = new Map(before.statements.map((each) => [statementKey(each), each]));
  if (![...where, ...deletes].every((each) => present.has(statementKey(each)))) return status(409);
  for (const each of deletes) present.delete(statementKey(each));
  for (const each of inserts) present.set(statementKey(each), each);
  store.set(url, writeTurtle([...present.values()]), 'text/turtle');
  return status(existing === undefined ? 201 : done(step));
}

function remove(step: Step): Response {
  const { store, url, existing } = step;
  const parent = parentOf(url);
  const refused =
    refuse(step, url, ['write']) ?? (parent === undefined ? status(405) : refuse(step, parent, ['write']));
  if (refused !== undefined) return refused;
  if (existing === undefined) return status(404);
  if (!conditionHolds(step)) return status(412);
  if (store.members(url).length > 0) return status(409);
  store.delete(url);
  return status(done(step));
}

/** 401 for nobody, 403 for somebody. Rules themselves are only for who has control. */
function refuse(
  { store, language, agent }: Step,
  url: string,
  modes: readonly AccessMode[],
): Response | undefined {
  const isRules = url.endsWith(language.suffix);
  const granted = language.modesOf(store, isRules ? url.slice(0, -language.suffix.length) : url, agent);
  const needed: readonly AccessMode[] = isRules ? ['control'] : modes;
  if (needed.every((mode) => granted.has(mode))) return undefined;
  return status(agent === undefined ? 401 : 403);
}

/** What is new needs the right to append to the nearest container that exists, and to itself. */
function refuseCreation(step: Step): Response | undefined {
  let container = parentOf(step.url);
  while (container !== undefined && step.store.get(container) === undefined) container = parentOf(container);
  return refuse(step, step.url, ['append']) ?? refuse(step, container ?? step.url, ['append']);
}

/** Servers differ in how they say that it was done. */
function done({ validators }: Step): number {
  return { strong: 205, weak: 204, none: 200 }[validators];
}

function conditionHolds(step: Step): boolean {
  const { request, existing, conditions } = step;
  const ifMatch = conditions ? request.headers.get('if-match') : null;
  if (ifMatch !== null && (existing === undefined || (ifMatch !== '*' && !matchesStrongly(step, existing))))
    return false;
  return request.headers.get('if-none-match') !== '*' || existing === undefined;
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1 */
function matchesStrongly(step: Step, existing: StoredResource): boolean {
  return step.validators === 'strong' && step.request.headers.get('if-match') === etagOf(step, existing);
}

function etagOf({ etagStepMs, validators }: Step, resource: StoredResource): string | undefined {
  if (validators === 'none') return undefined;
  const modifiedMs = Math.floor(resource.modifiedMs / etagStepMs) * etagStepMs;
  return `${validators === 'weak' ? 'W/' : ''}"${modifiedMs}-${resource.contentType}"`;
}

function hasBlankNode({ subject, object }: Statement): boolean {
  return object.kind === 'blank' || !subject.includes(':');
}

function parsed(turtle: string, url: string): ReturnType<typeof createGraph> | undefined {
  try {
    return parseTurtle(turtle, url);
  } catch {
    return undefined;
  }
}

function linksOf({ language, url, links }: Step): string {
  const own = url.endsWith(language.suffix)
    ? language.rulesLinks
    : [`<${url}${language.suffix}>; rel="acl"`, links];
  return own.filter(Boolean).join(', ');
}

function listing({ store, language, url: container }: Step): string {
  const members = store.members(container).filter((url) => !url.endsWith(language.suffix));
  return writeTurtle(
    members.map((url) => ({
      subject: container,
      predicate: LDP_CONTAINS,
      object: { kind: 'iri', value: url },
    })),
  );
}

function status(code: number): Response {
  return new Response(null, { status: code });
}
