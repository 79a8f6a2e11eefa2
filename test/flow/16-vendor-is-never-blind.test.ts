import { parseConsentDocument } from '@parley/pod-client';
import {
  type AuthorizationDetails,
  type ConsentStanding,
  type ConsentView,
  consentStandingSchema,
  type ReportedCategory,
  sha256,
} from '@parley/protocol';
import { verifyConsentChain } from '@parley/vendor-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { sendReport, signReport } from '../support/deletion-report.ts';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let alice: TestOwner;
let consent: WireConsent;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
});

beforeEach(async () => {
  consent = await obtainOnTheWire({ gateway, vendor: acme, owner: alice, details: [careRequest()] });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await gateway?.stop();
});

async function standing(query = ''): Promise<ConsentStanding> {
  const answer = await consent.wire.call(`/v1/consents/${consent.consentId}${query}`);
  expect(answer.status).toBe(200);
  return consentStandingSchema.parse(answer.body);
}
const ownersView = async (): Promise<ConsentView> =>
  (await alice.app.call('GET', `/consents/${consent.consentId}`)).body as ConsentView;
const detailsNow = async (): Promise<AuthorizationDetails> => (await standing()).authorization_details;

/** Without the description of issues, and without preferences. */
const less = (details: AuthorizationDetails): AuthorizationDetails =>
  details.map((entry) => ({
    ...entry,
    datatypes: ['issues'],
    fields: { issues: { required: ['title', 'state', 'kind', 'createdAt'], optional: ['severity'] } },
    filter: { issues: { addressee: 'requester', kinds: ['fault'] } },
  }));
const report = (what: readonly ReportedCategory[]) =>
  signReport(consent.wire, {
    gateway: gateway.origin,
    vendorId: acme.clientId,
    consentId: consent.consentId,
    what,
  });
const DELETED: ReportedCategory[] = [
  { category: 'issues', outcome: 'deleted' },
  { category: 'preferences', outcome: 'deleted' },
];
const daysAfter = (at: string | undefined, days: number): string =>
  new Date(Date.parse(at ?? '') + days * 86_400_000).toISOString();

describe('a vendor without a token', () => {
  it('sees a live consent, its receipt, and that nothing is due', async () => {
    expect(await standing('?since_version=1')).toMatchObject({
      consent_id: consent.consentId,
      consent_version: 1,
      status: 'given',
      held: false,
      receipt: consent.receipt,
      changes: [],
      deletions: [],
      deletion_report: { state: 'not_due', count: 0 },
    });
    const refused = await sendReport(consent.wire, consent.consentId, await report(DELETED));
    expect(refused).toMatchObject({ status: 409, body: { code: 'deletion_not_due' } });
  });

  it('sees a pause, since when, and when it ends; and later that it is over', async () => {
    const resumeAt = inDays(3);
    await alice.app.pause(consent.consentId, resumeAt);
    const paused = await standing();
    expect(paused).toMatchObject({ status: 'paused', resumes_at: resumeAt });
    expect(paused.since > daysAfter(new Date().toISOString(), -1)).toBe(true);
    await gateway.query(
      "UPDATE consent SET resume_at = now() - interval '1 hour', status_since = now() - interval '2 hours' WHERE id = $1",
      [consent.consentId],
    );
    const resumed = await standing();
    expect(resumed.status).toBe('given');
    expect(resumed.resumes_at).toBeUndefined();
  });

  it('gives it back without a token, also while it is paused, and once', async () => {
    await alice.app.pause(consent.consentId);
    const giveBack = () => consent.wire.call(`/v1/consents/${consent.consentId}`, { method: 'DELETE' });
    const answer = await giveBack();
    expect(answer).toMatchObject({ status: 200, body: { status: 'relinquished', pod: 'done' } });
    expect(answer.body['delete_by']).toBe(daysAfter((await standing()).ended_at, 30));
    expect(await standing()).toMatchObject({ status: 'relinquished', end_reason: 'vendor' });
    expect(await giveBack()).toMatchObject({ status: 409, body: { code: 'consent_ended' } });
  });

  it('sees an end, by whom, and by when all of it has to be gone', async () => {
    await alice.app.withdraw(consent.consentId);
    const ended = await standing();
    const deleteBy = daysAfter(ended.ended_at, 30);
    expect(ended).toMatchObject({ status: 'withdrawn', end_reason: 'owner', since: ended.ended_at });
    expect(ended.deletions).toMatchObject([
      { category: 'issues', lost: 'ended', delete_by: deleteBy, on_end: 'delete', purpose: CUSTOMER_CARE },
      { category: 'preferences', lost: 'ended', delete_by: deleteBy },
    ]);
    expect(ended.deletion_report).toEqual({ state: 'unanswered', due_by: deleteBy, count: 0 });
    expect((await ownersView()).deletion).toEqual({ state: 'unanswered', dueBy: deleteBy, reports: 0 });
  });

  it('sees what a narrowing took away, from when, and by when to delete it', async () => {
    await alice.app.narrow(consent.consentId, less(await detailsNow()));
    const narrowed = await standing('?since_version=1');
    expect(narrowed.changes).toEqual([
      {
        purpose: CUSTOMER_CARE,
        removed_categories: ['preferences'],
        removed_fields: {
          issues: ['description', 'messages'],
          preferences: ['topic', 'statement', 'strength', 'value', 'modifiedAt'],
        },
        filters: { issues: { kinds: { to: ['fault'] } } },
      },
    ]);
    const [issues, preferences, ...others] = narrowed.deletions;
    const deleteBy = daysAfter(issues?.lost_at, 30);
    expect(issues).toMatchObject({
      category: 'issues',
      lost: 'narrowed',
      version: 1,
      fields: ['description', 'messages'],
      filters: { kinds: { to: ['fault'] } },
      delete_by: deleteBy,
    });
    expect(preferences).toMatchObject({ category: 'preferences', lost: 'narrowed', delete_by: deleteBy });
    expect(others).toEqual([]);
    expect((await standing('?since_version=2')).changes).toEqual([]);
    const unknown = await consent.wire.call(`/v1/consents/${consent.consentId}?since_version=3`);
    expect(unknown).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  it('is told by its old token and its old receipt what was narrowed', async () => {
    await alice.app.narrow(consent.consentId, less(await detailsNow()));
    const { changes } = await standing('?since_version=1');
    const { accessToken, receipt } = consent;
    const read = await consent.wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });
    const told = { consent_status: 'given', consent_version: 2, changes };
    expect(read).toMatchObject({ status: 401, body: { code: 'invalid_token', ...told } });
    expect(await renew(consent.wire, { receipt })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', ...told },
    });
  });
});

describe('a deletion report', () => {
  it('is kept by both sides, shown to the owner, and the same one twice is one', async () => {
    await alice.app.withdraw(consent.consentId);
    const text = await report([
      { category: 'issues', outcome: 'deleted' },
      { category: 'preferences', outcome: 'kept', reason: 'legal_obligation' },
    ]);
    const answer = await sendReport(consent.wire, consent.consentId, text);
    expect(answer).toMatchObject({
      status: 201,
      body: { consent_id: consent.consentId, report_sha256: await sha256(text), pod: 'done' },
    });
    const again = await sendReport(consent.wire, consent.consentId, text);
    expect(again).toMatchObject({ status: 200, body: answer.body });

    const { acknowledgement, received_at: receivedAt } = answer.body as Record<string, string>;
    const { deletion_report: state, deletions } = await standing();
    expect(state).toMatchObject({ state: 'answered', count: 1, newest: { acknowledgement } });
    expect((await ownersView()).deletion).toEqual({
      state: 'answered',
      dueBy: deletions[0]?.delete_by,
      reports: 1,
      reportedAt: receivedAt,
      what: [
        { category: 'issues', outcome: 'deleted' },
        { category: 'preferences', outcome: 'kept', reason: 'legal_obligation' },
      ],
    });
    const url = `${alice.container}consents/${consent.consentId}.ttl`;
    const { jws } = parseConsentDocument(await (await alice.fetch(url)).text(), url);
    expect(jws.at(-1)).toBe(acknowledgement);
    const keys = await (await fetch(`${gateway.origin}/.well-known/parley/record-keys`)).json();
    const vendorKeys = (acme.document as { jwks: { keys: object[] } }).jwks;
    const verdict = await verifyConsentChain(jws, { recordKeys: keys as { keys: object[] }, vendorKeys });
    expect(verdict).toMatchObject({ status: 'withdrawn', problems: [] });
    expect(verdict.statements.at(-1)).toMatchObject({ kind: 'report', report: { iss: acme.clientId } });
    const entries = await gateway.query(
      `SELECT body::jsonb ->> 'act' AS act, body::jsonb ->> 'by' AS by FROM journal
       WHERE consent_id = $1 AND body::jsonb ->> 'kind' = 'act' ORDER BY at`,
      [consent.consentId],
    );
    expect(entries.slice(1)).toEqual([
      { act: 'withdraw', by: 'owner' },
      { act: 'report_deletion', by: 'vendor' },
    ]);
  });

  it('on a narrowing leaves the consent live, and is not one for what is lost later', async () => {
    await alice.app.narrow(consent.consentId, less(await detailsNow()));
    const { status } = await sendReport(consent.wire, consent.consentId, await report(DELETED));
    expect(status).toBe(201);
    expect(await standing()).toMatchObject({ status: 'given', deletion_report: { state: 'answered' } });
    const renewed = await renew(consent.wire, { refreshToken: consent.refreshToken });
    const accessToken = String(renewed.body['access_token']);
    expect((await consent.wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE })).status).toBe(200);
    const onItsWay = await report(DELETED);
    await alice.app.withdraw(consent.consentId);
    expect((await standing()).deletion_report).toMatchObject({ state: 'unanswered', count: 1 });
    expect((await sendReport(consent.wire, consent.consentId, onItsWay)).status).toBe(201);
    expect((await standing()).deletion_report).toMatchObject({ state: 'unanswered', count: 2 });
    expect((await ownersView()).deletion).toMatchObject({ state: 'unanswered', reports: 2 });
    const correction = await sendReport(consent.wire, consent.consentId, await report(DELETED));
    expect(correction.status).toBe(201);
    expect((await standing()).deletion_report).toMatchObject({ state: 'answered', count: 3 });
  });

  it('that does not come in time is late, for both sides', async () => {
    await alice.app.withdraw(consent.consentId);
    await gateway.query("UPDATE consent SET ended_at = now() - interval '31 days' WHERE id = $1", [
      consent.consentId,
    ]);
    expect((await standing()).deletion_report.state).toBe('late');
    expect((await ownersView()).deletion?.state).toBe('late');
    const { status } = await sendReport(consent.wire, consent.consentId, await report(DELETED));
    expect(status).toBe(201);
    expect((await ownersView()).deletion?.state).toBe('answered');
  });
});
