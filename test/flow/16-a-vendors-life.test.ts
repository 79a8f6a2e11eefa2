import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Consent,
  type ConsentChanged,
  isVendorSdkError,
  type VendorSdkErrorCode,
  type VendorSdkErrorOf,
} from '@parley/vendor-sdk';
import { createFileReceiptStore } from '@parley/vendor-sdk/file-store';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { listOf } from '../support/list-of.ts';
import { CUSTOMER_CARE, careRequest, inDays } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';

let gateway: TestGateway;
let acme: TestVendor;
let other: TestVendor;
let alice: TestOwner;
let folder: string;
const told: ConsentChanged[] = [];

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  folder = await mkdtemp(join(tmpdir(), 'parley-receipts-'));
  acme = await startTestVendor({
    store: createFileReceiptStore({ folder }),
    onConsentChange: (change) => told.push(change),
  });
  other = await startTestVendor({ name: 'Another' });
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, other.origin],
  });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs', description: 'Since Monday' });
});

beforeEach(() => {
  told.length = 0;
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  other?.stop();
  await gateway?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

/** By the receipt alone: no refresh token. */
const obtain = (): Promise<Consent> =>
  acme.obtain({ gateway: gateway.origin, details: [careRequest()], owner: alice.app, offlineAccess: false });
const read = (consent: Consent) => listOf(consent.issues.list({ purpose: CUSTOMER_CARE }));
/** Without anything but the folder, as after a restart. */
const restarted = async (id: string): Promise<Consent> => {
  const consent = await acme.at(gateway.origin).resumeSaved(id);
  if (consent === undefined) throw new Error('the receipt is not in the folder');
  return consent;
};

async function refusalOf<Code extends VendorSdkErrorCode>(
  consent: Consent,
  code: Code,
): Promise<VendorSdkErrorOf<Code>> {
  const error = await read(consent).then(
    () => undefined,
    (fault: unknown) => fault,
  );
  if (isVendorSdkError(error, code)) return error;
  throw error ?? new Error('was read');
}

/** Leaves titles of issues. */
const narrow = ({ id, details }: Consent) =>
  alice.app.narrow(
    id,
    details.map((entry) => ({
      ...entry,
      datatypes: ['issues'],
      fields: { issues: { required: ['title'], optional: [] } },
    })),
  );

const HOLD = "UPDATE vendor SET held_at = now(), held_reason = 'operator' WHERE vendor_id = $1";
const RELEASE = 'UPDATE vendor SET held_at = NULL, held_reason = NULL WHERE vendor_id = $1';
const monthAfter = (instant: string): number => Date.parse(instant) + 30 * 86_400_000;

describe('a vendor that keeps its receipts in a folder', () => {
  it('knows until when a consent is paused, and reads on when it is resumed', async () => {
    const consent = await obtain();
    const resumesAt = inDays(3);
    await alice.app.pause(consent.id, resumesAt);
    for (const one of [consent, await restarted(consent.id)])
      expect(await refusalOf(one, 'consent_paused')).toMatchObject({ consentStatus: 'paused', resumesAt });
    expect(await consent.status()).toMatchObject({ status: 'paused', resumesAt, version: 1 });
    await alice.app.resume(consent.id);
    expect(await read(consent)).toHaveLength(1);
    expect((await consent.status()).status).toBe('given');
  });

  it('goes on by itself after a narrowing, is told what became less, and by when that has to be gone', async () => {
    const consent = await obtain();
    const kept = await restarted(consent.id);
    await narrow(consent);
    expect(Object.keys((await read(consent))[0] ?? {}).sort()).toEqual(['id', 'title']);
    expect(consent.version).toBe(2);
    expect(told).toMatchObject([{ consentId: consent.id, version: 2, previousVersion: 1 }]);
    const { changes, deletions, deletionReport } = await consent.status({ sinceVersion: 1 });
    expect(changes).toEqual(told[0]?.changes);
    expect(changes[0]?.removedFields['issues']).toContain('description');
    expect(changes[0]?.removedCategories).toEqual(['preferences']);
    expect(deletions.map(({ category, lost }) => `${category} ${lost}`).sort()).toEqual([
      'issues narrowed',
      'preferences narrowed',
    ]);
    for (const { lostAt, deleteBy } of deletions) expect(Date.parse(deleteBy)).toBe(monthAfter(lostAt));
    expect(deletionReport.state).toBe('unanswered');
    // Also with nothing but the receipt of the version before.
    expect(kept.version).toBe(1);
    expect(await read(kept)).toHaveLength(1);
    expect(kept.version).toBe(2);
  });

  it('is told of a narrowing that came while it was paused, once it is resumed', async () => {
    const { id } = await obtain();
    await alice.app.pause(id);
    const consent = await restarted(id);
    await narrow(consent);
    expect((await refusalOf(consent, 'consent_paused')).resumesAt).toBeUndefined();
    await alice.app.resume(id);
    expect(await read(consent)).toHaveLength(1);
    expect(told).toHaveLength(1);
  });

  it('knows after the end by when everything has to be gone, also after a restart, and reports that it is', async () => {
    const consent = await obtain();
    await read(consent);
    await alice.app.withdraw(consent.id);
    const { deleteBy } = await refusalOf(consent, 'consent_withdrawn');
    expect(Math.abs(Date.parse(deleteBy ?? '') - monthAfter(inDays(0)))).toBeLessThan(60_000);
    const later = await restarted(consent.id);
    expect(later.ended).toEqual({ status: 'withdrawn', deleteBy });
    expect((await refusalOf(later, 'consent_withdrawn')).deleteBy).toBe(deleteBy);
    const state = await acme.at(gateway.origin).status(consent.receipt);
    expect(state).toMatchObject({ status: 'withdrawn', endReason: 'owner', receipt: consent.receipt });
    expect(state.deletionReport).toMatchObject({ state: 'unanswered', dueBy: deleteBy, count: 0 });

    const what = state.deletions.map(({ category }) => ({ category, outcome: 'deleted' as const }));
    const receipt = await later.reportDeletion({ deletions: state.deletions, what });
    expect((await later.status()).deletionReport).toMatchObject({
      state: 'answered',
      count: 1,
      newest: receipt,
    });
    const incomplete = later.reportDeletion({ deletions: state.deletions, what: what.slice(1) });
    await expect(incomplete).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('has nothing to report while nothing is due', async () => {
    const consent = await obtain();
    const { deletions } = await consent.status();
    const report = consent.reportDeletion({ deletions, what: [{ category: 'issues', outcome: 'deleted' }] });
    await expect(report).rejects.toMatchObject({ code: 'deletion_not_due' });
  });

  it('gives a consent back, and keeps the receipt as proof', async () => {
    const consent = await obtain();
    const end = await consent.relinquish();
    expect(end).toMatchObject({ status: 'relinquished', deleteBy: expect.any(String) });
    expect(await consent.relinquish()).toEqual(end);
    const { deleteBy } = await refusalOf(await restarted(consent.id), 'consent_relinquished');
    expect(deleteBy).toBe(end.deleteBy);
    expect(await consent.status()).toMatchObject({ status: 'relinquished', endReason: 'vendor' });
    expect((await restarted(consent.id)).receipt).toBe(consent.receipt);
  });

  it('gives it back while it is paused', async () => {
    const consent = await obtain();
    await alice.app.pause(consent.id);
    expect((await consent.relinquish()).status).toBe('relinquished');
  });

  it('takes a request back while the owner decides, and not when it was decided', async () => {
    const client = acme.at(gateway.origin);
    const asking = { details: [careRequest()], redirectUri: acme.redirectUri };
    const request = await client.ask(asking);
    await expect(request.cancel()).rejects.toMatchObject({ code: 'not_found' });
    const browser = createBrowser();
    const page = await browser.open(request.url);
    await request.cancel();
    await client.cancel(request.handle);
    await expect(alice.app.claim(page.url, browser)).rejects.toThrow();

    const given = await client.ask(asking);
    const decided = createBrowser();
    const claimed = await alice.app.claim((await decided.open(given.url)).url, decided);
    await claimed.give(claimed.details);
    const error = { code: 'request_ended', consentStatus: 'given' };
    await expect(given.cancel()).rejects.toMatchObject(error);
  });

  it('that redeems the code so late that the consent has ended is told so', async () => {
    const client = acme.at(gateway.origin);
    const { url, handle } = await client.ask({ details: [careRequest()], redirectUri: acme.redirectUri });
    const browser = createBrowser();
    const claimed = await alice.app.claim((await browser.open(url)).url, browser);
    const { continueUrl } = await claimed.give(claimed.details);
    const back = await browser.open(continueUrl, { stopAt: [acme.redirectUri] });
    const [row] = await gateway.query<{ id: string }>(
      `UPDATE consent SET pick_up_by = now() - interval '1 second'
       WHERE pick_up_by = (SELECT max(pick_up_by) FROM consent) RETURNING id`,
    );
    const state = () => client.status(row?.id ?? '');
    await expect.poll(state, { timeout: 40_000 }).toMatchObject({ endReason: 'not_picked_up' });
    const exchange = client.exchange({ callbackUrl: back.url, handle });
    await expect(exchange).rejects.toMatchObject({ code: 'consent_not_picked_up', consentStatus: 'expired' });
  });

  it('A37f on hold is told so, sees where its consents stand, and reads on when it is released', async () => {
    const consent = await obtain();
    await gateway.query(HOLD, [acme.clientId]);
    for (const one of [consent, await restarted(consent.id)])
      expect((await refusalOf(one, 'vendor_held')).code).toBe('vendor_held');
    expect(await consent.status()).toMatchObject({ status: 'given', isHeld: true });
    await gateway.query(RELEASE, [acme.clientId]);
    expect(await read(consent)).toHaveLength(1);
  });

  it("cannot look at another vendor's consents", async () => {
    const { id } = await obtain();
    await expect(other.at(gateway.origin).status(id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
