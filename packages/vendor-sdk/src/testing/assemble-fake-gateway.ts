// Puts the parts of the fake gateway together. In: its options. Out: the gateway, and what it remembers.

import { CLIENT_ASSERTION_HEADER, categories, PURPOSE_HEADER } from '@parley/protocol';
import { NONCE, problem, Refused } from './answers.ts';
import type { FakeGateway, FakeGatewayOptions } from './create-fake-gateway.ts';
import { findEndpoint } from './endpoints/endpoints.ts';
import { noEvents } from './events/fake-events.ts';
import { createFakeOwner } from './fake-owner.ts';
import type { FakeState } from './fake-state.ts';

const VARY = ['Authorization', 'DPoP', PURPOSE_HEADER, CLIENT_ASSERTION_HEADER, 'Accept'].join(', ');

interface Planned {
  readonly path: string;
  readonly answer: () => Response | Promise<Response>;
}

export function assembleFakeGateway(options: FakeGatewayOptions): {
  readonly gateway: FakeGateway;
  readonly state: FakeState;
} {
  const state = stateOf(options);
  const requests: string[] = [];
  const planned: Planned[] = [];
  const handle = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    requests.push(`${request.method} ${pathname}`);
    const at = planned.findIndex(({ path }) => pathname.startsWith(path));
    const [plan] = at === -1 ? [] : planned.splice(at, 1);
    return plan === undefined ? answerTo(request, state) : plan.answer();
  };
  const gateway: FakeGateway = {
    origin: state.origin,
    owner: createFakeOwner(state),
    requests,
    handle,
    async fetch(input, init) {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const { origin } = new URL(request.url);
      if (origin !== state.origin) throw new TypeError(`nobody at ${origin}`);
      return handle(request);
    },
    knowClient(client) {
      state.client = client;
    },
    delivered: () => settled(state),
    answerNext: (path, answer) => void planned.push({ path, answer }),
  };
  return { gateway, state };
}

/** What a delivery brings about may be told in its turn. */
async function settled({ events }: FakeState): Promise<void> {
  for (let last: unknown; last !== events.delivering; ) {
    last = events.delivering;
    await events.delivering;
  }
}

function stateOf(options: FakeGatewayOptions): FakeState {
  const { origin } = new URL(options.origin ?? 'https://gateway.example');
  return {
    origin,
    resource: `${origin}/v1`,
    now: options.now ?? (() => new Date()),
    categories: options.categories ?? categories,
    client: options.client,
    data: options.data ?? {},
    files: new Map(),
    pushed: new Map(),
    codes: new Map(),
    mutesOpenings: false,
    waiting: { says: 'authorization_pending', standsAs: 'given', asked: [] },
    seen: new Map(),
    messages: new Map(),
    honours: new Map(),
    consents: [],
    used: new Set(),
    events: noEvents(options.receive),
    lies: {},
  };
}

async function answerTo(request: Request, state: FakeState): Promise<Response> {
  const { pathname } = new URL(request.url);
  const isRead = pathname.startsWith('/v1/');
  const answer = await answerOf(request, state).catch((fault: unknown) => {
    if (fault instanceof Refused) return fault.answer;
    throw fault;
  });
  if (!isRead) return answer;
  answer.headers.set('dpop-nonce', NONCE);
  answer.headers.set('vary', VARY);
  if (answer.ok || answer.status === 304) answer.headers.set('cache-control', 'private, no-store');
  return answer;
}

async function answerOf(request: Request, state: FakeState): Promise<Response> {
  const { pathname } = new URL(request.url);
  const endpoint = findEndpoint(request.method, pathname);
  if (endpoint !== undefined) return endpoint(request, state);
  if (pathname.startsWith('/v1/'))
    throw problem('method_not_allowed', state.origin, { headers: { allow: 'GET' } });
  throw problem('not_found', state.origin);
}
