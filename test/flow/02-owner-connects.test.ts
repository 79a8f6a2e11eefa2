import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { connectOwner, createTestOwner, type TestOwner } from '../support/test-owner.ts';

let gateway: TestGateway;
let alice: TestOwner;
let mallory: TestOwner;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  gateway = await startTestGateway({ postgresUrl: inject('postgresUrl'), localOrigins: [cssUrl] });
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin, connect: false });
  mallory = await createTestOwner({ cssUrl, gateway: gateway.origin, connect: false });
});

afterAll(async () => {
  await Promise.all([alice?.close(), mallory?.close()]);
  await gateway?.stop();
});

describe('connecting a pod', () => {
  it('knows no container before', async () => {
    expect(await alice.app.call('GET', '/connection')).toMatchObject({
      status: 200,
      body: { container: null },
    });
  });

  it('refuses a container whose proof was never written, and keeps nothing', async () => {
    await alice.app.call('POST', '/connection/challenge', { container: alice.container });
    expect(await alice.app.call('PUT', '/connection', { container: alice.container })).toMatchObject({
      status: 400,
      body: { code: 'pod_not_proven' },
    });
    expect(await gateway.query('SELECT * FROM owner')).toEqual([]);
  });

  it('connects a pod whose owner wrote the nonce', async () => {
    await connectOwner(alice);
    expect(await alice.app.call('GET', '/connection')).toMatchObject({
      status: 200,
      body: { container: alice.container },
    });
  });

  it("refuses somebody else's connected pod", async () => {
    await mallory.app.call('POST', '/connection/challenge', { container: alice.container });
    expect(await mallory.app.call('PUT', '/connection', { container: alice.container })).toMatchObject({
      status: 400,
      body: { code: 'pod_not_proven' },
    });
  });

  it('refuses addresses that are not in normal form, without fetching them', async () => {
    for (const container of [
      `${alice.podUrl}x/../parley/`,
      `${alice.container}?a=1`,
      `${alice.podUrl}parley`,
      `${alice.podUrl}par%2Fley/`,
    ]) {
      expect(await alice.app.call('POST', '/connection/challenge', { container })).toMatchObject({
        status: 400,
        body: { code: 'invalid_request' },
      });
    }
  });

  it('keeps WebIDs and addresses of pods out of the database and the log', async () => {
    const rows = JSON.stringify(
      await gateway.query("SELECT owner_id, encode(sealed, 'escape') AS sealed, nonce FROM owner"),
    );
    for (const secret of [alice.webId, alice.container, alice.podUrl]) {
      expect(rows).not.toContain(secret);
      expect(gateway.logLines.join('')).not.toContain(secret);
    }
  });

  it('forgets the container when the owner disconnects', async () => {
    expect(await alice.app.call('DELETE', '/connection')).toMatchObject({
      status: 200,
      body: { container: null },
    });
    expect(await alice.app.call('GET', '/connection')).toMatchObject({ body: { container: null } });
    await connectOwner(alice);
  });
});

describe('the owner API', () => {
  it('refuses calls without a token', async () => {
    const answer = await fetch(`${gateway.origin}/owner/v1/consents`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'invalid_token' });
  });

  it('refuses an act whose path does not end in the digest of its body', async () => {
    expect(await alice.app.call('POST', '/consents/consent_x/withdraw/AAAA', {})).toMatchObject({
      status: 400,
      body: { code: 'digest_mismatch' },
    });
  });

  it('answers for an unknown consent as for none', async () => {
    expect(await alice.app.act('/consents/consent_AAAAAAAAAAAAAAAAAAAAAA/withdraw', {})).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  it('answers 421 to another host', async () => {
    const status = await new Promise((resolve, reject) => {
      get(`${gateway.origin}/healthz`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    expect(status).toBe(421);
  });
});
