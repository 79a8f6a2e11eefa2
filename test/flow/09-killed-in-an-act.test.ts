// Two gateways in processes of their own, at one address: killed at any moment of an act, and acted on at random.
import { readConsentDocument } from '@parley/pod-client';
import { type ConsentView, receiptClaimsSchema } from '@parley/protocol';
import { type PublicKeySet, verifyConsentChain } from '@parley/vendor-sdk';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { OwnerApiRefusal } from '../../scripts/support/owner-app.ts';
import { expectedAnswer, LATER, type ModelledAct, newModel, nextNarrower } from '../support/consent-model.ts';
import { type GatewayFleet, startGatewayFleet } from '../support/gateway-fleet.ts';
import { passLeases } from '../support/pass-leases.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { receiveWebhooks, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';
import { createWireVendor } from '../support/wire-vendor.ts';

type Act = Exclude<ModelledAct, 'revoke'>;

let fleet: GatewayFleet;
let recordKeys: PublicKeySet;
let acme: TestVendor;
let receiver: WebhookReceiver;
let alice: TestOwner;

beforeAll(async () => {
  acme = await startTestVendor();
  fleet = await startGatewayFleet({
    size: 2,
    postgresUrl: inject('postgresUrl'),
    localOrigins: [inject('cssUrl'), acme.origin],
  });
  await fleet.start(1);
  recordKeys = (await (await fetch(`${fleet.origin}/.well-known/parley/record-keys`)).json()) as PublicKeySet;
  alice = await createTestOwner({ cssUrl: inject('cssUrl'), gateway: fleet.origin });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs' });
  receiver = receiveWebhooks(acme);
  const wire = await createWireVendor(acme, fleet.origin);
  const registered = await wire.call('/v1/webhook', { method: 'PUT', body: { url: receiver.url } });
  expect(registered.status).toBe(200);
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  await fleet?.stop();
});

async function obtain(): Promise<WireConsent> {
  const fields = { issues: { required: ['title', 'state'], optional: ['description'] } };
  const details = [careRequest({ datatypes: ['issues'], fields })];
  return obtainOnTheWire({ gateway: fleet, vendor: acme, owner: alice, details });
}

const detailsIn = (receipt: string) => receiptClaimsSchema.parse(decodeJwt(receipt)).authorization_details;

/** `done`, or the code of the refusal. */
async function carryOut(
  act: Act,
  consent: WireConsent,
  details = detailsIn(consent.receipt),
): Promise<string> {
  const { consentId, wire, accessToken } = consent;
  const acts: Record<Act, () => Promise<unknown>> = {
    pause: () => alice.app.pause(consentId),
    resume: () => alice.app.resume(consentId),
    narrow: () => alice.app.narrow(consentId, nextNarrower(details) ?? details),
    extend: () => alice.app.extend(consentId, LATER),
    withdraw: () => alice.app.withdraw(consentId),
    relinquish: async () => {
      const { status, body } = await wire.read('/v1/consent', { method: 'DELETE', accessToken });
      if (status >= 400)
        throw new OwnerApiRefusal(status, {
          code: 'consent_status' in body ? 'consent_ended' : body['code'],
        });
    },
  };
  return acts[act]().then(
    () => 'done',
    (error: unknown) => String(((error as OwnerApiRefusal).body as { code?: string } | undefined)?.code),
  );
}

async function find(consentId: string): Promise<ConsentView> {
  const found = (await alice.app.consents()).find((each) => each.consentId === consentId);
  if (found === undefined) throw new Error('an acknowledged consent is not there');
  return found;
}

async function inPod(consentId: string) {
  const reading = await readConsentDocument(alice.pod, { consentId });
  if (reading.status !== 'read') throw new Error('the consent has no file');
  return { jws: reading.jws, ...(await verifyConsentChain(reading.jws, { recordKeys })) };
}

/** Does now what the jobs would do in a minute: widenings that were cut off, and pods that were not told. */
async function untilNothingIsLeft(): Promise<void> {
  const left = async (): Promise<number> => {
    await passLeases(fleet.query);
    const [row] = await fleet.query<{ left: string }>(
      `SELECT (SELECT count(*) FROM consent_change) + (SELECT count(*) FROM pod_outbox WHERE done_at IS NULL)
         + (SELECT count(*) FROM vendor_event WHERE due_at IS NOT NULL) AS left`,
    );
    return Number(row?.left);
  };
  await expect.poll(left, { timeout: 40_000, interval: 500 }).toBe(0);
}

/** When so many of them have an answer. None: when they had the time to begin. */
async function some(answers: readonly Promise<unknown>[], count: number): Promise<void> {
  let open = count;
  if (open === 0) return new Promise((resolve) => setTimeout(resolve, 30));
  await new Promise<void>((resolve) => {
    for (const answer of answers)
      void answer.then(() => {
        open -= 1;
        if (open === 0) resolve();
      });
  });
}

const AFTER: Record<Act, Pick<ConsentView, 'status' | 'version'>> = {
  extend: { status: 'given', version: 2 },
  resume: { status: 'given', version: 1 },
  narrow: { status: 'given', version: 2 },
  pause: { status: 'paused', version: 1 },
  withdraw: { status: 'withdrawn', version: 1 },
  relinquish: { status: 'relinquished', version: 1 },
};

const TOLD: Record<Act, readonly string[]> = {
  extend: ['consent.extended'],
  resume: ['consent.resumed'],
  narrow: ['consent.narrowed', 'consent.deletion_due'],
  pause: ['consent.paused'],
  withdraw: ['consent.withdrawn', 'consent.deletion_due'],
  relinquish: ['consent.relinquished', 'consent.deletion_due'],
};

/** What the vendor has been told of a consent, each once: what was on its way when a gateway was killed comes again. */
const toldOf = (consentId: string) =>
  [...new Set(receiver.told(consentId))].map((each) => each.replace(/^\d+ /, ''));

it('loses no act and leaves none half done, at whatever moment a gateway is killed', async () => {
  const acts = Object.keys(AFTER) as Act[];
  const tried: { act: Act; consentId: string; answer: string }[] = [];
  for (const answered of [0, 2, 5]) {
    fleet.direct(0);
    const consents = await Promise.all(acts.map(obtain));
    const resumed = consents[acts.indexOf('resume')];
    if (resumed !== undefined) expect(await carryOut('pause', resumed)).toBe('done');
    const answers = acts.map((act, at) => carryOut(act, consents[at] as WireConsent));
    await some(answers, answered);
    await fleet.kill(0);
    fleet.direct(1);
    for (const [at, act] of acts.entries()) {
      const answer = (await answers[at]) ?? '';
      tried.push({ act, consentId: consents[at]?.consentId ?? '', answer });
    }
    await fleet.start(0);
  }
  await untilNothingIsLeft();
  for (const { act, consentId, answer } of tried) {
    const { status, version } = await find(consentId);
    const before = { status: act === 'resume' ? 'paused' : 'given', version: 1 };
    if (answer === 'done') expect([act, { status, version }]).toEqual([act, AFTER[act]]);
    else expect([AFTER[act], before]).toContainEqual({ status, version });
    const isDone = status === AFTER[act].status && version === AFTER[act].version;
    const begun = ['consent.given', ...(act === 'resume' ? ['consent.paused'] : [])];
    expect([act, toldOf(consentId)]).toEqual([act, [...begun, ...(isDone ? TOLD[act] : [])]]);
    const chain = await inPod(consentId);
    expect([act, chain.problems]).toEqual([act, []]);
    expect({ status: chain.status, version: chain.present?.consent_version }).toEqual({ status, version });
  }
  expect(new Set(tried.map(({ answer }) => answer === 'done'))).toEqual(new Set([true, false]));
});

const step = fc.record({
  by: fc.constantFrom<0 | 1>(0, 1),
  act: fc.constantFrom<Act>(
    ...(['pause', 'resume', 'narrow', 'extend'] as const),
    ...(['pause', 'resume', 'narrow', 'extend', 'withdraw', 'relinquish'] as const),
  ),
});

it('answers by the rules whichever process an act comes to, and the other reads by them at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 9 }), async (steps) => {
      const consent = await obtain();
      const model = newModel(detailsIn(consent.receipt));
      let held = { accessToken: consent.accessToken, version: 1 };
      const read = async () =>
        (await consent.wire.read('/v1/issues', { accessToken: held.accessToken, purpose: CUSTOMER_CARE }))
          .status;
      for (const { by, act } of steps) {
        fleet.direct(by);
        const answer = await carryOut(act, consent, model.details);
        expect([act, answer]).toEqual([act, expectedAnswer(model, act)]);
        fleet.direct(by === 0 ? 1 : 0);
        const { status, version } = await find(consent.consentId);
        expect({ status, version }).toEqual({ status: model.status, version: model.version });
        const isLive = status === 'given';
        expect((await read()) === 200).toBe(isLive && held.version === version);
        const renewed = await renew(consent.wire, { refreshToken: consent.refreshToken });
        expect(renewed.status).toBe(isLive ? 200 : 400);
        if (isLive) {
          held = { accessToken: String(renewed.body['access_token']), version };
          expect(await read()).toBe(200);
        }
      }
    }),
    { numRuns: 5 },
  );
});
