// What vendors can do with what others have: compare it, revoke it, close it. Nothing of it is of use.
import { readCategory } from '@parley/pod-client';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { nothingHappened } from '../support/nothing-happened.ts';
import { CUSTOMER_CARE, careRequest } from '../support/requests.ts';
import { addIssue, addPreference, categoryOf, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { obtainOnTheWire, renew, type WireConsent } from '../support/wire-flow.ts';

let gateway: TestGateway;
let acme: TestVendor;
let globex: TestVendor;
let alice: TestOwner;
let bob: TestOwner;
/** The same owner, two vendors; and another owner, with the same words in her pod. */
let aliceToAcme: WireConsent;
let aliceToGlobex: WireConsent;
let bobToGlobex: WireConsent;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  [acme, globex] = [await startTestVendor(), await startTestVendor({ name: 'Globex' })];
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, globex.origin],
  });
  [alice, bob] = [
    await createTestOwner({ cssUrl, gateway: gateway.origin }),
    await createTestOwner({ cssUrl, gateway: gateway.origin }),
  ];
  for (const { pod } of [alice, bob]) {
    await knowVendor(pod, { id: 'acme', clientId: acme.clientId });
    await knowVendor(pod, { id: 'globex', clientId: globex.clientId });
    await addIssue(pod, 'acme', { title: 'The same for both' });
    await addPreference(pod, 'everyone', { topic: 'contact', statement: 'Write, do not call' });
  }
  aliceToAcme = await obtain(acme, alice);
  aliceToGlobex = await obtain(globex, alice);
  bobToGlobex = await obtain(globex, bob);
});

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()]);
  acme?.stop();
  globex?.stop();
  await gateway?.stop();
});

/** Without instants: those of an item that both may see are the same, and were given. */
const ASKED = careRequest({
  fields: { issues: { required: ['title', 'state'] }, preferences: { required: ['topic', 'statement'] } },
  filter: { issues: { addressee: 'anyone' } },
});
const obtain = (vendor: TestVendor, owner: TestOwner): Promise<WireConsent> =>
  obtainOnTheWire({ gateway, vendor, owner, details: [ASKED] });

/** All that a vendor ever gets of a consent: tokens, receipt, standing, answers, refusals. */
async function heldOf({ wire, accessToken, receipt, refreshToken, consentId }: WireConsent): Promise<string> {
  const read = async (path: string, purpose?: string) => {
    const { headers, text } = await wire.read(path, {
      accessToken,
      ...(purpose === undefined ? {} : { purpose }),
    });
    return text + JSON.stringify([...headers]);
  };
  const signed = [accessToken, receipt].map((jws) => [decodeProtectedHeader(jws), decodeJwt(jws)]);
  const standing = await wire.call(`/v1/consents/${consentId}`);
  return JSON.stringify([
    ...signed,
    refreshToken,
    await read('/v1/issues', CUSTOMER_CARE),
    await read('/v1/issues?limit=1', CUSTOMER_CARE),
    await read('/v1/preferences', CUSTOMER_CARE),
    await read('/v1/consent'),
    standing.text,
    decodeJwt(String(standing.body['receipt'])),
    await read('/v1/issues'),
    await read(`/v1/issues/item_${'A'.repeat(22)}`, CUSTOMER_CARE),
    await read('/v1/issues?cursor=nonsense', CUSTOMER_CARE),
  ]);
}

/** Ids, digests, random texts, instants: whatever could be compared. */
const wordsIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/[\w-]{16,}|\d{4}-\d\d-\d\dT[\d:.]+Z/g)].map(([word]) => word));
const common = (one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] =>
  [...one].filter((word) => other.has(word)).sort();

describe('two vendors that compare what they hold', () => {
  it('A68a, A68b, A68c, A68d have no more in common of one owner than of two', async () => {
    for (const { wire, consentId } of [aliceToAcme, aliceToGlobex, bobToGlobex]) {
      const head = async () => (await wire.call(`/v1/consents/${consentId}`)).body['ledger_head'];
      // From when on there is one is a matter of a second, for each.
      await expect.poll(head, { timeout: 30_000 }).toEqual(expect.any(String));
    }
    const [ofAcme, ofGlobex, ofBob] = await Promise.all(
      [aliceToAcme, aliceToGlobex, bobToGlobex].map(async (consent) => wordsIn(await heldOf(consent))),
    );
    const ofOne = common(ofAcme as ReadonlySet<string>, ofGlobex as ReadonlySet<string>);
    const ofTwo = common(ofAcme as ReadonlySet<string>, ofBob as ReadonlySet<string>);
    expect(ofTwo.length).toBeGreaterThan(0);
    expect(ofOne.filter((word) => !ofTwo.includes(word))).toEqual([]);
  });

  it('A68a know an owner under subjects and items under ids that are theirs alone', async () => {
    const subjects = [aliceToAcme, aliceToGlobex, bobToGlobex].map(
      ({ accessToken }) => decodeJwt(accessToken).sub,
    );
    expect(new Set(subjects).size).toBe(3);
    const again = await obtain(acme, alice);
    expect(decodeJwt(again.accessToken).sub).toBe(subjects[0]);
    const held = await heldOf(aliceToAcme);
    for (const secret of [alice.webId, alice.podUrl, new URL(alice.podUrl).pathname.split('/')[1]])
      expect(held.includes(String(secret))).toBe(false);
  });

  it('A68b have chains of their own: each begins at one, whatever others read meanwhile', async () => {
    const sequences = async ({ consentId }: WireConsent) => {
      const { body } = await alice.app.call('GET', `/ledger?consent=${consentId}&limit=200`);
      const { entries } = body as { entries: { sequence: number | null }[] };
      return entries.map(({ sequence }) => sequence).filter((each) => each !== null);
    };
    for (const consent of [aliceToAcme, aliceToGlobex]) {
      await expect.poll(() => sequences(consent), { timeout: 30_000 }).toContain(1);
      const found = [...(await sequences(consent))].sort((one, other) => one - other);
      expect(found).toEqual(found.map((_, at) => at + 1));
    }
  });
});

describe('another vendor’s refresh token', () => {
  it('A56b cannot be revoked, and works on', async () => {
    const { refreshToken, wire } = aliceToAcme;
    const refused = await nothingHappened(gateway, () => aliceToGlobex.wire.revoke(refreshToken));
    expect([refused.status, refused.body['error']]).toEqual([400, 'invalid_request']);
    expect((await renew(wire, { refreshToken })).status).toBe(200);
  });

  it('A56a cannot be looked at: there is no introspection', async () => {
    const { refreshToken, accessToken } = aliceToAcme;
    for (const token of [refreshToken, accessToken])
      for (const path of ['/token/introspection', '/introspect']) {
        const answer = await nothingHappened(gateway, () => aliceToGlobex.wire.post(path, { token }));
        expect(answer.status).toBe(404);
      }
    const metadata = await (await fetch(`${gateway.origin}/.well-known/oauth-authorization-server`)).json();
    expect(metadata).not.toHaveProperty('introspection_endpoint');
  });
});

describe('an issue', () => {
  it('A62d is neither closed nor changed by a vendor', async () => {
    const { wire, accessToken } = aliceToAcme;
    const listed = await wire.read('/v1/issues', { accessToken, purpose: CUSTOMER_CARE });
    const [issue] = listed.body['items'] as { id: string }[];
    const inPod = () => readCategory(alice.pod, { category: categoryOf('issues') });
    const before = await inPod();
    await nothingHappened(gateway, async () => {
      for (const path of [`/v1/issues/${issue?.id}`, '/v1/issues', `/v1/issues/${issue?.id}/state`])
        for (const method of ['PUT', 'PATCH', 'POST', 'DELETE']) {
          // That begins a thread of its own.
          if (method === 'POST' && path === '/v1/issues') continue;
          const answer = await wire.read(path, { accessToken, purpose: CUSTOMER_CARE, method });
          expect(answer, `${method} ${path}`).toMatchObject({
            status: 405,
            body: { code: 'method_not_allowed' },
          });
        }
    });
    expect(await inPod()).toEqual(before);
  });
});
