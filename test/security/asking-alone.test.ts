// Vendors that ask without a browser, on two gateways behind one address: what they can learn, and what they can disturb.
import { decodeJwt, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { freePort } from '../../scripts/support/free-port.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { careRequest, inDays } from '../support/requests.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startSecondProcess, type TestProcesses } from '../support/test-processes.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { decide, must, onTheWire, poll, waitingRequests } from '../support/wire-asking.ts';
import { obtainOnTheWire, type WireConsent } from '../support/wire-flow.ts';
import { createWireVendor, type WireAnswer, type WireVendor } from '../support/wire-vendor.ts';

let gateway: TestGateway;
let both: TestProcesses;
let acme: TestVendor;
let globex: TestVendor;
let alice: TestOwner;
let bob: TestOwner;
let acmeWire: WireVendor;
let globexWire: WireVendor;
let subject: string;
let globexConsent: WireConsent;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  const proxyPort = await freePort();
  acme = await startTestVendor();
  globex = await startTestVendor({ name: 'Globex' });
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin, globex.origin],
    proxyPort,
  });
  both = await startSecondProcess(gateway, proxyPort);
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  bob = await createTestOwner({ cssUrl, gateway: gateway.origin });
  acmeWire = await createWireVendor(acme, gateway.origin);
  globexWire = await createWireVendor(globex, gateway.origin);
  const way = { gateway, owner: alice, details: [careRequest()] };
  subject = String(decodeJwt((await obtainOnTheWire({ ...way, vendor: acme })).receipt).sub);
  globexConsent = await obtainOnTheWire({ ...way, vendor: globex });
  await globexWire.token({ grant_type: 'refresh_token', refresh_token: 'to learn the nonce' });
});

afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close()]);
  acme?.stop();
  globex?.stop();
  await both?.stop();
  await gateway?.stop();
});

beforeEach(async () => {
  both.direct(undefined);
  await gateway.query(
    `UPDATE access_request SET asked_at = asked_at - interval '25 hours', status = CASE status WHEN 'requested' THEN 'refused' ELSE status END`,
  );
});

let days = 20;
const details = () => {
  days += 1;
  return onTheWire(gateway, [careRequest({ access: { until: inDays(days) } })]);
};
const ask = (hint: string, wire = acmeWire) => wire.ask({ details: details(), hint });
const invite = async (parts: object): Promise<{ link: string; invitationId: string }> =>
  (await alice.app.act('/invitations', { expiresAt: inDays(14), ...parts })).body as never;

const CHANGING = new Set(['date', 'dpop-nonce', 'parley-request-id']);
/** All that a vendor sees of an answer, but for what is new each time. */
const seen = ({ status, headers, body }: WireAnswer) => {
  const { auth_req_id: id, ...rest } = body;
  return {
    status,
    headers: [...headers].filter(([name]) => !CHANGING.has(name)),
    rest,
    idLength: String(id ?? '').length,
  };
};

describe('a vendor that probes', () => {
  it('A39b, A39g, A44b learns nothing: every hint is answered alike, also to polls', async () => {
    const revoked = await invite({ vendorId: acme.clientId });
    await alice.app.call('DELETE', `/invitations/${revoked.invitationId}`);
    const used = await invite({ vendorId: acme.clientId });
    await ask(used.link);
    const hints = {
      known: subject,
      'known, asked again': subject,
      'an invitation': (await invite({ vendorId: acme.clientId })).link,
      'another vendor’s subject': String(decodeJwt(globexConsent.receipt).sub),
      'an unknown subject': 'A'.repeat(43),
      'an invitation taken back': revoked.link,
      'an invitation used before': used.link,
      'another vendor’s invitation': (await invite({ vendorId: globex.clientId })).link,
      'an invitation for another site': (await invite({ site: globex.origin })).link,
      'an invitation of another gateway': `https://elsewhere.example/invitation/${'A'.repeat(43)}`,
      'a hint that was never given': `deferral:${'A'.repeat(43)}`,
      'a WebID': alice.webId,
      'the WebID of somebody unknown': 'https://nobody.example/#me',
      'a line of SQL': "' OR '1'='1",
    };
    const answers: { what: string; seen: ReturnType<typeof seen>[] }[] = [];
    for (const [what, hint] of Object.entries(hints)) {
      const asked = await ask(hint);
      const authReqId = asked.body['auth_req_id'];
      const first = await poll(acmeWire, authReqId);
      const second = await poll(acmeWire, authReqId);
      await gateway.query(`UPDATE access_request SET expires_at = clock_timestamp() WHERE auth_req_id = $1`, [
        authReqId,
      ]);
      const last = await poll(acmeWire, authReqId);
      answers.push({ what, seen: [asked, first, second, last].map(seen) });
    }
    expect(answers[0]?.seen.map(({ rest }) => rest['error'] ?? rest['interval'])).toEqual([
      30,
      'authorization_pending',
      'slow_down',
      'expired_token',
    ]);
    for (const answer of answers) expect(answer.seen, answer.what).toEqual(answers[0]?.seen);
    const rows = await gateway.query<{ count: string }>(
      `SELECT count(*) FROM access_request WHERE came_by <> 'redirect' AND owner_id IS NOT NULL`,
    );
    // The known subject twice, one invitation, and the one that was used first.
    expect(Number(rows[0]?.count)).toBe(4);
  });

  it('A39b leaves no trace of whom it named, and codes rest only as digests', async () => {
    const { link } = await invite({ vendorId: acme.clientId, note: 'canary-note' });
    await ask(alice.webId);
    const rows = await gateway.query<{ text: string }>(
      `SELECT r::text AS text FROM access_request r WHERE came_by <> 'redirect' UNION ALL
       SELECT i::text FROM invitation i UNION ALL SELECT o::text FROM oidc_item o WHERE model = 'BackchannelAuthenticationRequest'`,
    );
    const all = rows.map(({ text }) => text).join('\n');
    const requests = [...all.matchAll(/eyJ[\w-]+\.(eyJ[\w-]+)\./g)].map(([, body]) =>
      Buffer.from(String(body), 'base64url').toString(),
    );
    for (const text of [all, ...requests]) {
      expect(text).not.toContain(alice.webId);
      expect(text).not.toContain(link.split('/').at(-1));
      expect(text).not.toContain('canary-note');
    }
    expect(gateway.logLines.join('\n')).not.toContain(String(link.split('/').at(-1)));
  });

  it('A39g gets no answer out of an owner whose pod is gone, or of a request that nobody was asked', async () => {
    const asked = await ask('A'.repeat(43));
    const [row] = await gateway.query<{ request_id: string }>(
      `SELECT request_id FROM access_request WHERE auth_req_id = $1`,
      [asked.body['auth_req_id']],
    );
    const approved = onTheWire(gateway, [careRequest()]) as never;
    for (const how of ['give', 'refuse', 'defer'] as const)
      expect(
        (await decide(alice, String(row?.request_id), how, how === 'give' ? { approved } : {})).status,
      ).toBeGreaterThanOrEqual(404);
    await gateway.query(`UPDATE owner SET disconnected_at = clock_timestamp() WHERE owner_id IN
      (SELECT owner_id FROM consent WHERE vendor_id = '${acme.clientId}')`);
    await ask(subject);
    await gateway.query('UPDATE owner SET disconnected_at = NULL');
    expect(await waitingRequests(alice)).toEqual([]);
  });
});

describe('a request without a browser', () => {
  const other = 'https://other.example';
  type Wrong = { claims?: Record<string, unknown>; header?: Record<string, unknown> };
  it.each<[string, Wrong, string]>([
    ['A60f unsigned for this gateway', { claims: { aud: other } }, 'invalid_request'],
    ['A60f signed by another', { claims: { iss: other } }, 'invalid_request'],
    ['A60f of another client', { claims: { client_id: other } }, 'invalid_request'],
    ['A60f of no client', { claims: { client_id: undefined } }, 'invalid_request'],
    ['A60f of another type', { header: { typ: 'JWT' } }, 'invalid_request'],
    ['A60f with an unknown key', { header: { kid: 'other' } }, 'invalid_request'],
    ['A60f that is over', { claims: { exp: 1, nbf: 0 } }, 'invalid_request'],
    ['A60f that lasts too long', { claims: { exp: Math.floor(Date.now() / 1000) + 700 } }, 'invalid_request'],
    ['A60f without an id', { claims: { jti: '' } }, 'invalid_request'],
    ['without openid', { claims: { scope: 'offline_access' } }, 'invalid_request'],
    ['A39a without a hint', { claims: { login_hint: undefined } }, 'invalid_request'],
    ['A39a with two hints', { claims: { login_hint_token: 'a' } }, 'invalid_request'],
    [
      'A39a with another kind of hint',
      { claims: { login_hint: undefined, id_token_hint: 'a.b.c' } },
      'invalid_request',
    ],
    ['A39a with a user code', { claims: { user_code: '1234' } }, 'invalid_request'],
    ['A39a with an endless hint', { claims: { login_hint: 'a'.repeat(501) } }, 'invalid_request'],
    ['A39c without a message', { claims: { binding_message: undefined } }, 'invalid_binding_message'],
    ['A39c with markup', { claims: { binding_message: '<b>Order</b>' } }, 'invalid_binding_message'],
    ['A39c with a long message', { claims: { binding_message: 'a'.repeat(41) } }, 'invalid_binding_message'],
    ['A39c with two lines', { claims: { binding_message: 'Order\n4711' } }, 'invalid_binding_message'],
    ['for nothing', { claims: { authorization_details: undefined } }, 'invalid_authorization_details'],
    ['for an empty list', { claims: { authorization_details: [] } }, 'invalid_authorization_details'],
    [
      'for something else',
      { claims: { authorization_details: [{ type: 'x' }] } },
      'invalid_authorization_details',
    ],
  ])('%s is refused, whoever is meant', async (_what, request, error) => {
    for (const hint of [subject, 'A'.repeat(43)]) {
      const asking = { details: details(), hint, request: request as never };
      const answer = await nothingHappened(gateway, () => acmeWire.ask(asking));
      expect(answer).toMatchObject({ status: 400, body: { error } });
    }
    expect(await waitingRequests(alice)).toEqual([]);
  });

  it('A60f is refused unsigned or signed with another key, and counts once on both', async () => {
    const unsigned = await acmeWire.post('/backchannel', { scope: 'openid', login_hint: subject });
    expect(unsigned).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    const { privateKey } = await generateKeyPair('ES256');
    expect(
      await acmeWire.ask({ details: details(), hint: subject, request: { key: privateKey } }),
    ).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    const request = { claims: { jti: 'used once' } };
    const same = details();
    const answers = await Promise.all(
      [0, 1, 2, 3].map(() => acmeWire.ask({ details: same, hint: subject, request })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    expect(await waitingRequests(alice)).toHaveLength(1);
  });

  it('A39d is another owner’s or vendor’s to neither see nor decide nor fetch', async () => {
    const asked = await ask(subject);
    const [request] = await waitingRequests(alice);
    const { requestId, details: approved } = must(request);
    expect(await waitingRequests(bob)).toEqual([]);
    expect((await decide(bob, requestId, 'give', { approved })).status).toBe(404);
    expect((await decide(bob, requestId, 'refuse')).status).toBe(409);
    await decide(alice, requestId, 'give', { approved });
    const stolen = await poll(globexWire, asked.body['auth_req_id']);
    const unknown = await poll(globexWire, 'A'.repeat(43));
    expect(stolen).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(seen(stolen)).toEqual(seen(unknown));
    expect((await poll(acmeWire, asked.body['auth_req_id'])).status).toBe(200);
  });

  it('A14b, A39d gives its tokens once, of many polls at both, never without a proof and never for more', async () => {
    const giveTo = async () => {
      const asked = await ask(subject);
      const { requestId, details: approved } = must((await waitingRequests(alice))[0]);
      await decide(alice, requestId, 'give', { approved });
      const auth_req_id = String(asked.body['auth_req_id']);
      return { approved, grant: { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id } };
    };
    const { grant } = await giveTo();
    expect(await acmeWire.token(grant, { proof: false })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    const answers = await Promise.all([0, 1, 2, 3].map(() => acmeWire.token(grant)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    expect(await acmeWire.token(grant)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const second = await giveTo();
    const wider = second.approved.map((entry) => ({ ...entry, access: { until: inDays(300) } }));
    const more = { ...second.grant, authorization_details: JSON.stringify(wider) };
    expect(await acmeWire.token(more)).toMatchObject({
      status: 400,
      body: { error: 'invalid_authorization_details' },
    });
  });
});

describe('polling', () => {
  it('A39e too soon is slowed down at both, more each time, and only for who polls', async () => {
    const asked = await ask(subject);
    const authReqId = String(asked.body['auth_req_id']);
    const errors: unknown[] = [];
    for (const process of [0, 1, 0] as const) {
      both.direct(process);
      errors.push((await poll(acmeWire, authReqId)).body['error']);
    }
    expect(errors).toEqual(['authorization_pending', 'slow_down', 'slow_down']);
    const paceOf = () =>
      gateway.query(`SELECT poll_seconds FROM access_request WHERE auth_req_id = $1`, [authReqId]);
    expect(await paceOf()).toEqual([{ poll_seconds: 40 }]);
    expect((await poll(globexWire, authReqId)).body['error']).toBe('invalid_grant');
    expect(await paceOf()).toEqual([{ poll_seconds: 40 }]);
    const agoSeconds = async (seconds: number) => {
      await gateway.query(
        `UPDATE access_request SET polled_at = clock_timestamp() - make_interval(secs => $2) WHERE auth_req_id = $1`,
        [authReqId, seconds],
      );
      return (await poll(acmeWire, authReqId)).body['error'];
    };
    expect(await agoSeconds(32)).toBe('slow_down');
    expect(await agoSeconds(45)).toBe('authorization_pending');
  });
});

describe('a vendor that does not stop asking', () => {
  it('A39f has three requests waiting at most, however many it sends to both at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(subject)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await waitingRequests(alice)).toHaveLength(3);
  });

  it('uses an invitation once, of many tries by two vendors of one site', async () => {
    const { link } = await invite({ site: acme.origin });
    const code = `invitation:${link.split('/').at(-1)}`;
    const before = (await waitingRequests(alice)).length;
    await Promise.all(Array.from({ length: 8 }, (_, at) => ask(at % 2 === 0 ? link : code)));
    expect((await waitingRequests(alice)).length - before).toBe(1);
  });
});
