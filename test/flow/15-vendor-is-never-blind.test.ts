import { type ConsentStanding, consentStandingSchema } from '@parley/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { careRequest, inDays } from '../support/requests.ts';
import { knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';

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

describe('a vendor without a token', () => {
  it('sees a live consent, its receipt, and that nothing is due', async () => {
    expect(await standing()).toMatchObject({
      consent_id: consent.consentId,
      consent_version: 1,
      status: 'given',
      held: false,
      receipt: consent.receipt,
      deletions: [],
      deletion_report: { state: 'not_due', count: 0 },
    });
  });

  it('sees a pause, since when, and when it ends', async () => {
    const resumeAt = inDays(3);
    await alice.app.pause(consent.consentId, resumeAt);
    const { status, since, resumes_at: resumesAt } = await standing();
    expect({ status, resumesAt: Date.parse(resumesAt ?? '') }).toEqual({
      status: 'paused',
      resumesAt: Date.parse(resumeAt),
    });
    expect(Math.abs(Date.now() - Date.parse(since))).toBeLessThan(60_000);
  });
});
