// Every act in every state of an access request: allowed or refused with its code, by whom, and what is written where.
import { type AuthorizationDetails, type RequestStatus, sha256 } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { type ClaimedRequest, OwnerApiRefusal } from '../../scripts/support/owner-app.ts';
import { careRequest } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { createWireVendor, type WireVendor } from '../support/wire-vendor.ts';

type Act = 'give' | 'refuse' | 'defer' | 'cancel' | 'expire';

const ended = (code: string): Record<Act, string> => ({
  give: `refused: 409 ${code}`,
  refuse: `refused: 409 ${code}`,
  defer: `refused: 409 ${code}`,
  cancel: 'refused: 409 request_ended',
  expire: 'refused: nothing is due',
});

/** The state that it leads to; or how it is refused. Give, refuse and defer are the owner's, cancel is the vendor's, expire is time. */
const TABLE: Record<RequestStatus, Record<Act, string>> = {
  requested: {
    give: 'given',
    refuse: 'refused',
    defer: 'deferred',
    cancel: 'cancelled',
    expire: 'expired',
  },
  // What was deferred has no browser any more: it is refused from the list, and cannot be given there yet.
  deferred: {
    give: 'refused: 409 request_ended',
    refuse: 'refused',
    defer: 'refused: 409 request_ended',
    cancel: 'cancelled',
    expire: 'expired',
  },
  // The same decision again goes on where it was, so that an answer that was lost can be asked for again.
  given: { ...ended('request_ended'), give: 'given', cancel: 'refused: 409 request_ended given' },
  refused: ended('request_ended'),
  cancelled: { ...ended('request_cancelled'), cancel: 'cancelled' },
  expired: ended('request_ended'),
};

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let wire: WireVendor;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  wire = await createWireVendor(acme, gateway.origin);
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

interface Asked {
  readonly request: ClaimedRequest;
  readonly sha256: string;
  /** The page in the browser that brought it. */
  page(): Promise<{ status: number; text: string }>;
}

async function ask(): Promise<Asked> {
  const details = [{ type: 'urn:parley:data-access', locations: [`${gateway.origin}/v1`], ...careRequest() }];
  const pushed = await wire.push({ details });
  const browser = createBrowser();
  const query = new URLSearchParams({
    client_id: acme.clientId,
    request_uri: String(pushed.body['request_uri']),
  });
  const opened = await browser.open(`${gateway.origin}/auth?${query}`);
  const request = await alice.app.claim(opened.url, browser);
  const [row] = await gateway.query<{ request_jws: string }>(
    'SELECT request_jws FROM access_request WHERE request_id = $1',
    [request.requestId],
  );
  return {
    request,
    sha256: await sha256(row?.request_jws ?? ''),
    page: async () => {
      const { status, text } = await browser.open(opened.url);
      return { status, text };
    },
  };
}

const refusalOf = (error: unknown): string => {
  if (!(error instanceof OwnerApiRefusal)) throw error;
  return `refused: ${error.status} ${(error.body as { code: string }).code}`;
};

/** Carries an act out as whoever does it would: `done`, or how it was refused. */
async function carryOut(act: Act, { request, sha256: name }: Asked): Promise<string> {
  const { requestId } = request;
  if (act === 'cancel') {
    const { status, body } = await wire.call(`/v1/requests/${name}/cancel`, { method: 'POST' });
    if (status === 200) return 'done';
    return ['refused:', status, body['code'], body['consent_status']].filter(Boolean).join(' ');
  }
  if (act === 'expire') {
    const due = await gateway.query(
      `UPDATE access_request SET expires_at = now() - interval '1 second'
       WHERE request_id = $1 AND status IN ('requested', 'deferred') AND expires_at > now() RETURNING request_id`,
      [requestId],
    );
    return due.length === 0 ? 'refused: nothing is due' : 'done';
  }
  if (act === 'refuse' && (await statusOf(requestId)) === 'deferred') {
    const { status } = await alice.app.act(`/requests/${requestId}/refuse`, {});
    return status === 200 ? 'done' : `refused: ${status}`;
  }
  const details: AuthorizationDetails = request.details;
  const acts = { give: () => request.give(details), refuse: request.refuse, defer: request.defer };
  return acts[act]().then(() => 'done', refusalOf);
}

const statusOf = async (requestId: string): Promise<string> =>
  ((await alice.app.call('GET', `/requests/${requestId}`)).body as { status: string }).status;

const WAYS: Record<RequestStatus, Act | undefined> = {
  requested: undefined,
  deferred: 'defer',
  given: 'give',
  refused: 'refuse',
  cancelled: 'cancel',
  expired: 'expire',
};

/** All that an act may write: the request, an intent, a consent with its entry. */
const writtenOf = ({ request: { requestId } }: Asked) =>
  gateway.query(
    `SELECT status, expires_at, owner_id, consent_id,
      (SELECT count(*) FROM consent_intent i WHERE i.request_id = r.request_id) AS intents,
      (SELECT json_agg(body::jsonb ->> 'act') FROM journal j JOIN consent c ON c.id = j.consent_id WHERE c.request_id = r.request_id) AS ledger
     FROM access_request r WHERE request_id = $1`,
    [requestId],
  );

const states = Object.entries(TABLE) as [RequestStatus, Record<Act, string>][];

describe.each(states)('a request that is %s', (state, row) => {
  it.each(Object.entries(row) as [Act, string][])('%s → %s', async (act, outcome) => {
    const asked = await ask();
    const way = WAYS[state];
    if (way !== undefined) expect(await carryOut(way, asked)).toBe('done');
    expect(await statusOf(asked.request.requestId)).toBe(state);
    const [before] = await writtenOf(asked);
    const answered = await carryOut(act, asked);
    expect(answered).toBe(outcome.startsWith('refused:') ? outcome : 'done');
    expect(await statusOf(asked.request.requestId)).toBe(outcome.startsWith('refused:') ? state : outcome);
    const [after] = await writtenOf(asked);
    if (outcome.startsWith('refused:') || outcome === state) {
      expect(after).toEqual(before);
      return;
    }
    // Only a giving writes more than the request itself.
    const isGiven = outcome === 'given';
    expect(after).toMatchObject({
      intents: isGiven ? '1' : '0',
      ledger: isGiven ? ['give'] : null,
      consent_id: isGiven ? expect.stringMatching(/^consent_/) : null,
    });
  });
});

it('tells the browser in plain words that a request was taken back', async () => {
  const asked = await ask();
  expect(await carryOut('cancel', asked)).toBe('done');
  const page = await asked.page();
  expect(page).toMatchObject({ status: 409, text: expect.stringContaining('This request was taken back') });
});
