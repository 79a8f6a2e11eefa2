// What the fake gateway answers to a vendor without a token: where a consent stands, a deletion report, a request taken back.

import { differenceOf, sha256 } from '@parley/protocol';
import { decodeJwt } from 'jose';
import { problem } from './fake-read-api.ts';
import { CONSENT_ID } from './fake-signer.ts';
import { CLIENT_ID, type FakeState, GATEWAY } from './fake-state.ts';
import { receiptInForce } from './fake-token-endpoint.ts';
import { json, verifyAssertion, verifyProof } from './verify-client.ts';

export async function answerVendor(url: URL, init: RequestInit, state: FakeState): Promise<Response> {
  const jkt = await verifyProof(`${url.origin}${url.pathname}`, init, state);
  if (typeof jkt !== 'string') {
    return problem(401, 'use_dpop_nonce', { 'www-authenticate': 'DPoP error="use_dpop_nonce"' });
  }
  const assertion = new Headers(init.headers).get('parley-client-assertion') ?? '';
  const refusal = await verifyAssertion(new URLSearchParams({ client_assertion: assertion }), state);
  if (refusal !== undefined) return problem(401, 'invalid_client');
  const [, collection, id, act] = /^\/v1\/(\w+)\/([\w-]+)(?:\/([\w-]+))?$/.exec(url.pathname) ?? [];
  if (collection === 'requests') return answerCancel(id ?? '', state);
  if (id !== CONSENT_ID) return problem(404, 'not_found');
  return act === undefined ? answerStanding(url, state) : answerReport(String(init.body), state);
}

async function answerStanding(url: URL, state: FakeState): Promise<Response> {
  const since = url.searchParams.get('since_version');
  const { status, version, now, asked = [] } = state;
  const details = state.give(asked);
  const hasEnded = status !== 'given' && status !== 'paused';
  const standing = {
    consent_id: CONSENT_ID,
    consent_version: version,
    status,
    since: now.toISOString(),
    until: asked[0]?.access.until,
    ...(status === 'paused' && { resumes_at: state.resumesAt }),
    ...(hasEnded && { ended_at: now.toISOString(), end_reason: 'owner' }),
    held: false,
    authorization_details: details,
    receipt: await receiptInForce(state),
    ...(since !== null && { changes: since === String(version) ? [] : differenceOf(asked, details) }),
    deletions: hasEnded ? [dueOf(state)] : [],
    deletion_report: {
      state: state.reports.length > 0 ? 'answered' : hasEnded ? 'unanswered' : 'not_due',
      count: state.reports.length,
      ...(hasEnded && { due_by: state.deleteBy }),
    },
  };
  state.alterStanding(standing);
  return json(standing);
}

const dueOf = ({ now, version, deleteBy }: FakeState): object => ({
  purpose: 'https://w3id.org/dpv#CustomerCare',
  category: 'issues',
  lost: 'ended',
  lost_at: now.toISOString(),
  version,
  fields: ['title'],
  on_end: 'delete',
  delete_by: deleteBy,
});

async function answerReport(body: string, state: FakeState): Promise<Response> {
  const { report } = JSON.parse(body) as { report: string };
  const claims = decodeJwt(report);
  if (claims.iss !== CLIENT_ID || claims.aud !== GATEWAY) return problem(400, 'invalid_request');
  if (state.status === 'given') return problem(409, 'deletion_not_due');
  state.reports.push(report);
  const at = state.now.toISOString();
  const acknowledgement = await state.signer.reportReceived({
    report,
    at,
    version: state.version,
    alter: state.alterAcknowledgement,
  });
  return json(
    {
      consent_id: CONSENT_ID,
      report_sha256: await sha256(report),
      received_at: at,
      acknowledgement,
      pod: 'done',
    },
    201,
  );
}

async function answerCancel(digest: string, state: FakeState): Promise<Response> {
  if (digest !== (await sha256(state.request))) return problem(404, 'not_found');
  if (state.codes.size > 0)
    return problem(409, 'request_ended', {}, { consent_status: 'given', consent_version: 1 });
  return json({ request_sha256: digest, status: 'cancelled' });
}
