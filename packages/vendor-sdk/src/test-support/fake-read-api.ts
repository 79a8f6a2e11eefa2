import { decodeJwt } from 'jose';
import { CONSENT_ID } from './fake-signer.ts';
import type { FakeState } from './fake-state.ts';
import { standing } from './fake-token-endpoint.ts';
import { json, verifyProof } from './verify-client.ts';

export async function answerRead(url: URL, init: RequestInit, state: FakeState): Promise<Response> {
  const headers = new Headers(init.headers);
  const token = /^DPoP (.+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? '';
  const jkt = await verifyProof(`${url.origin}${url.pathname}`, init, state, token);
  if (typeof jkt !== 'string') return jkt;
  const { cnf, exp } = decodeJwt<{ cnf: { jkt: string } }>(token);
  const isAlive = (exp ?? 0) * 1000 > state.now.getTime() && !state.refusedTokens.has(token);
  if (cnf.jkt !== jkt || !isAlive)
    return problem(401, 'invalid_token', { 'www-authenticate': 'DPoP error="invalid_token"' });
  if (init.method === 'DELETE') return answerRelinquish(state);
  if (headers.get('parley-purpose') !== state.asked?.[0]?.purpose)
    return problem(403, 'insufficient_authorization');
  const [, id] = /^\/v1\/issues\/(.+)$/.exec(url.pathname) ?? [];
  if (id === undefined) return json(pageOf(url, state));
  const item = state.items.find((candidate) => candidate.id === decodeURIComponent(id));
  return item === undefined ? problem(404, 'not_found') : json(item);
}

export function problem(
  status: number,
  code: string,
  headers: Record<string, string> = {},
  extra: Record<string, unknown> = {},
): Response {
  const body = {
    type: `https://parley.example/problems/${code}`,
    title: 'a title',
    status,
    detail: 'what to do',
    instance: 'urn:uuid:3f0c9c1a-5d5e-4d0c-9a38-4a5b0b7b3f10',
    code,
    ...extra,
  };
  return json(body, status, { 'content-type': 'application/problem+json', ...headers });
}

function pageOf(url: URL, state: FakeState): object {
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const size = Number(url.searchParams.get('limit') ?? state.pageSize);
  const end = from + size;
  return {
    items: state.items.slice(from, end),
    ...(end < state.items.length && { nextCursor: String(end) }),
  };
}

function answerRelinquish(state: FakeState): Response {
  const { version, deleteBy } = state;
  if (state.status === 'relinquished') return problem(401, 'invalid_token', {}, standing(state));
  state.status = 'relinquished';
  const consent = { consent_id: CONSENT_ID, consent_version: version, status: state.status };
  return json({ ...consent, delete_by: deleteBy, pod: 'pending' }, 202);
}
