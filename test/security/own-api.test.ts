// Attacks on our own two APIs by what is asked for and how: other people's things, bodies that are none, and what refusals tell.
import { newId, sha256 } from '@parley/protocol';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type AttackStage, startAttackStage } from '../support/attack-stage.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { CUSTOMER_CARE } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';
import type { WireAnswer } from '../support/wire-vendor.ts';

let stage: AttackStage;
let bob: TestOwner;
let ofAlice: WireConsent;
let ofBob: WireConsent;
let ofGlobex: WireConsent;

beforeAll(async () => {
  stage = await startAttackStage();
  bob = await createTestOwner({ cssUrl: inject('cssUrl'), gateway: stage.gateway.origin });
  for (const { pod } of [stage.alice, bob]) {
    await knowVendor(pod, { id: 'acme', clientId: stage.acme.clientId });
    await addIssue(pod, 'acme', { title: 'No signal upstairs' });
  }
  ofAlice = await obtainOnTheWire(stage.way());
  ofBob = await obtainOnTheWire({ ...stage.way(), owner: bob });
  ofGlobex = await obtainOnTheWire({ ...stage.way(), vendor: stage.globex });
});
afterAll(async () => {
  await bob?.close();
  await stage?.stop();
});

const CHANGING = ['date', 'dpop-nonce', 'parley-request-id'];
/** All that somebody sees of an answer, but for what is new each time. */
const seen = ({ status, headers, text }: Pick<WireAnswer, 'status' | 'headers' | 'text'>) => ({
  status,
  headers: [...headers].filter(([name]) => !CHANGING.includes(name)),
  text: text.replace(/urn:uuid:[\w-]+/, ''),
});
const read = ({ wire, accessToken }: WireConsent, path: string) =>
  wire.read(path, { accessToken, purpose: CUSTOMER_CARE });
const itemsOf = async (consent: WireConsent): Promise<string[]> =>
  ((await read(consent, '/v1/issues')).body['items'] as { id: string }[]).map(({ id }) => id);

describe('what belongs to somebody else', () => {
  it('A20b an item of another owner looks like one that never existed', async () => {
    const [mine, theirs] = [await itemsOf(ofAlice), await itemsOf(ofBob)];
    expect((await read(ofAlice, `/v1/issues/${mine[0]}`)).status).toBe(200);
    const never = (theirs[0] ?? '').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const answers = await nothingHappened(stage.gateway, async () => [
      await read(ofAlice, `/v1/issues/${theirs[0]}`),
      await read(ofAlice, `/v1/issues/${never}`),
    ]);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(seen(answers[0] as WireAnswer)).toEqual(seen(answers[1] as WireAnswer));
  });

  it('A35c one owner is another subject for each vendor, and each owner for one vendor', () => {
    const subjects = [ofAlice, ofBob, ofGlobex].flatMap(({ accessToken, receipt }) => [
      decodeJwt(accessToken).sub,
      decodeJwt(receipt).sub,
    ]);
    expect(new Set(subjects).size).toBe(3);
    expect(subjects.join()).not.toContain(stage.alice.webId);
  });

  it('A44c a consent of another vendor looks like one that never existed, to who is authenticated', async () => {
    const { wire, gateway } = stage;
    for (const method of ['GET', 'DELETE']) {
      const answers = await nothingHappened(gateway, async () => [
        await wire.call(`/v1/consents/${ofGlobex.consentId}`, { method }),
        await wire.call(`/v1/consents/${newId('consent')}`, { method }),
      ]);
      expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(seen(answers[0] as WireAnswer)).toEqual(seen(answers[1] as WireAnswer));
    }
  });

  it.each(['withdraw', 'pause', 'resume'])(
    'A44c a consent of another owner looks like one that never existed, to %s it too',
    async (act) => {
      const { gateway } = stage;
      const path = async (consentId: string) =>
        `/owner/v1/consents/${consentId}/${act}/${await sha256('{}')}`;
      const post = async (consentId: string) => {
        const url = gateway.origin + (await path(consentId));
        const headers = { 'content-type': 'application/json' };
        const answer = await bob.fetch(url, { method: 'POST', headers, body: '{}' });
        return { status: answer.status, headers: answer.headers, text: await answer.text() };
      };
      const [foreign, unknown] = await nothingHappened(gateway, async () => [
        await post(ofAlice.consentId),
        await post(newId('consent')),
      ]);
      expect(foreign?.status).toBe(404);
      expect(foreign && seen(foreign)).toEqual(unknown && seen(unknown));
    },
  );
});

describe('a body', () => {
  const send = async (body: string, contentType = 'application/json') => {
    const path = `/owner/v1/consents/${ofAlice.consentId}/pause/${await sha256(body)}`;
    return stage.alice.fetch(stage.gateway.origin + path, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body,
    });
  };

  it.each<[string, string, string | undefined, number, string]>([
    ['A43f that is no JSON', '{', undefined, 400, 'invalid_request'],
    ['A43f that is a list', '[]', undefined, 400, 'invalid_request'],
    ['A43f that is a text', '"pause"', undefined, 400, 'invalid_request'],
    ['A43f with an unknown member', '{"admin":true}', undefined, 400, 'invalid_request'],
    ['A43f that is a form', 'a=b', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['A43f that is said to be text', '{}', 'text/plain', 415, 'unsupported_media_type'],
    ['A43f of 70 KB', `{"resumeAt":"${'x'.repeat(70_000)}"}`, undefined, 413, 'payload_too_large'],
  ])('%s is refused', async (_what, body, contentType, status, code) => {
    const answer = await nothingHappened(stage.gateway, () => send(body, contentType));
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });
});
