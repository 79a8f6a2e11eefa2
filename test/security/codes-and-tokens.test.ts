// Attacks on codes, refresh tokens and receipts: in the wrong hands, twice, or for more than the consent.
import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { type AttackStage, refusedAs, startAttackStage, tokensIn } from '../support/attack-stage.ts';
import { nothingHappened } from '../support/nothing-happened.ts';
import { CUSTOMER_CARE, careRequest, DIRECT_MARKETING, inDays } from '../support/requests.ts';
import { codeOnTheWire, obtainOnTheWire, RECEIPT_GRANT, redeem, renew } from '../support/wire-flow.ts';
import { createWireVendor } from '../support/wire-vendor.ts';

let stage: AttackStage;

beforeAll(async () => {
  stage = await startAttackStage();
});
afterAll(() => stage?.stop());

describe('a code', () => {
  const redeeming = (code: string, parts: Record<string, string> = {}) => ({
    grant_type: 'authorization_code',
    code,
    redirect_uri: stage.acme.redirectUri,
    ...parts,
  });

  it('A06d, A06e is no use without the verifier of who asked, which can still redeem it', async () => {
    const { wire, code } = await codeOnTheWire(stage.way());
    const attempts: [Record<string, string>, string][] = [
      [{}, 'invalid_grant'],
      [{ code_verifier: 'A'.repeat(43) }, 'invalid_grant'],
      [{ code_verifier: wire.verifier.toUpperCase() }, 'invalid_grant'],
      [{ code_verifier: 'short' }, 'invalid_request'],
    ];
    for (const [parts, error] of attempts) {
      const answer = await nothingHappened(stage.gateway, () => wire.token(redeeming(code, parts)));
      expect(answer, error).toMatchObject(refusedAs(error));
    }
    expect((await redeem(wire, stage.acme, code)).status).toBe(200);
  });

  it('A06f keeps its challenge, whatever is beside it in the browser', async () => {
    const beside = { code_challenge: '', code_challenge_method: 'plain' };
    const { wire, code } = await codeOnTheWire({ ...stage.way(), beside });
    const answer = await nothingHappened(stage.gateway, () => wire.token(redeeming(code)));
    expect(answer).toMatchObject(refusedAs('invalid_grant'));
    expect((await redeem(wire, stage.acme, code)).status).toBe(200);
  });

  it('A07b of four parallel exchanges exactly one succeeds', async () => {
    const { wire, code } = await codeOnTheWire(stage.way());
    await wire.token({ grant_type: 'refresh_token', refresh_token: 'to learn the nonce' });
    const exchange = () => redeem(wire, stage.acme, code);
    const answers = await Promise.all([exchange(), exchange(), exchange(), exchange()]);
    expect(tokensIn(answers)).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    for (const { status, body } of answers) if (status !== 200) expect(body['error']).toBe('invalid_grant');
  });

  it('A07a, A07c used again later is refused, and takes the refresh token of the first exchange along', async () => {
    const { wire, code } = await codeOnTheWire(stage.way());
    const first = await redeem(wire, stage.acme, code);
    await nothingHappened(stage.gateway, async () => {
      expect(await redeem(wire, stage.acme, code)).toMatchObject(refusedAs('invalid_grant'));
      const refreshToken = String(first.body['refresh_token']);
      expect(await renew(wire, { refreshToken })).toMatchObject(refusedAs('invalid_grant'));
    });
    // The consent is the owner's: it stands, and the receipt of the vendor that got it still opens it.
    expect((await renew(wire, { receipt: String(first.body['receipt']) })).status).toBe(200);
  });

  it('A08a, A08b, A08c is no use to another vendor, or with another address; the first can still redeem it', async () => {
    const { acme, theirs, gateway } = stage;
    const { wire, code } = await codeOnTheWire(stage.way());
    const code_verifier = wire.verifier;
    const { redirect_uri: _, ...without } = redeeming(code, { code_verifier });
    const bare = await nothingHappened(gateway, () => wire.token(without));
    expect(bare).toMatchObject(refusedAs('invalid_request'));
    // As if both had been registered from the start: one that comes later puts the vendor on hold.
    const other = `${acme.origin}/other`;
    const both = [acme.redirectUri, other];
    acme.document = { ...acme.document, redirect_uris: both };
    await gateway.query(
      `UPDATE vendor SET metadata = jsonb_set(metadata, '{redirect_uris}', $2) WHERE vendor_id = $1`,
      [acme.clientId, JSON.stringify(both)],
    );
    await nothingHappened(gateway, async () => {
      const stolen = await theirs.token(redeeming(code, { code_verifier }));
      expect(stolen).toMatchObject(refusedAs('invalid_grant'));
      for (const redirect_uri of [`${acme.redirectUri}/x`, other])
        expect(await wire.token(redeeming(code, { code_verifier, redirect_uri }))).toMatchObject(
          refusedAs('invalid_grant'),
        );
    });
    expect((await redeem(wire, acme, code)).status).toBe(200);
  });

  it('A09 is bound to the key of the proof that pushed the request', async () => {
    const { wire, code } = await codeOnTheWire(stage.way());
    const other = await createWireVendor(stage.acme, stage.gateway.origin);
    const injected = await nothingHappened(stage.gateway, () =>
      other.token(redeeming(code, { code_verifier: wire.verifier })),
    );
    expect(injected).toMatchObject(refusedAs('invalid_grant'));
  });
});

describe('a token that is asked for later', () => {
  it('A22a, A22b, A22c is never wider than the consent: data, scope and resource', async () => {
    const { refreshToken, wire } = await obtainOnTheWire(stage.way());
    const refresh = (more: Record<string, string>) =>
      wire.token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...more });
    const wider = (parts: object) => ({ authorization_details: JSON.stringify([stage.entry(parts)]) });
    await nothingHappened(stage.gateway, async () => {
      for (const parts of [
        { purpose: DIRECT_MARKETING },
        { access: { until: inDays(200) } },
        { actions: ['read', 'converse'] },
        { fields: { ...careRequest().fields, issues: { required: ['title', 'about'] } } },
        { filter: { issues: { addressee: 'anyone' } } },
        { recipients: ['everybody'] },
      ])
        expect(await refresh(wider(parts)), JSON.stringify(parts)).toMatchObject(
          refusedAs('invalid_authorization_details'),
        );
      expect(await refresh({ scope: 'read openid' })).toMatchObject(refusedAs('invalid_scope'));
      expect(await refresh({ resource: 'https://other.example/v1' })).toMatchObject(
        refusedAs('invalid_target'),
      );
    });
    const { authorization_details } = decodeJwt(String((await refresh({})).body['access_token']));
    expect(authorization_details).toMatchObject([{ purpose: CUSTOMER_CARE, actions: ['read'], filter: {} }]);
  });

  it('A24a, A24c by a refresh token is the vendor’s own, and ends with the consent', async () => {
    const { theirs, gateway, alice } = stage;
    const { refreshToken, wire, consentId } = await obtainOnTheWire(stage.way());
    const stolen = await nothingHappened(gateway, () => renew(theirs, { refreshToken }));
    expect(stolen).toMatchObject(refusedAs('invalid_grant'));
    expect(stolen.body).not.toHaveProperty('consent_status');
    expect((await renew(wire, { refreshToken })).status).toBe(200);
    await alice.app.withdraw(consentId);
    expect(await nothingHappened(gateway, () => renew(wire, { refreshToken }))).toMatchObject({
      ...refusedAs('invalid_grant'),
      body: { consent_status: 'withdrawn' },
    });
  });

  it('A24b by a refresh token that was revoked is refused', async () => {
    const { refreshToken, wire } = await obtainOnTheWire(stage.way());
    expect((await wire.revoke(refreshToken)).status).toBe(200);
    const answer = await nothingHappened(stage.gateway, () => renew(wire, { refreshToken }));
    expect(answer).toMatchObject(refusedAs('invalid_grant'));
  });

  it('A24d by a refresh token waits for the end of a pause', async () => {
    const { gateway, alice } = stage;
    const { refreshToken, wire, consentId } = await obtainOnTheWire(stage.way());
    await alice.app.pause(consentId);
    const answer = await nothingHappened(gateway, () => renew(wire, { refreshToken }));
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant', consent_status: 'paused' } });
    await alice.app.resume(consentId);
    expect((await renew(wire, { refreshToken })).status).toBe(200);
  });

  it('A66a, A66b, A66d, A66e by a receipt is the vendor’s own, of the present version, unaltered, while the consent is live', async () => {
    const { theirs, globex, gateway } = stage;
    const { receipt, wire, consentId } = await obtainOnTheWire(stage.way());
    expect(await renew(theirs, { receipt })).toMatchObject(refusedAs('invalid_grant'));
    const [header, , signature] = receipt.split('.');
    const claims = { ...decodeJwt(receipt), aud: globex.clientId };
    const altered = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
    for (const [vendor, text] of [
      [theirs, altered],
      [wire, `${receipt}=`],
      [wire, 'x.y.z'],
      [wire, 'A'.repeat(50_000)],
    ] as const)
      expect(await renew(vendor, { receipt: text })).toMatchObject(refusedAs('invalid_grant'));
    const jti = randomUUID();
    const assertion = { claims: { jti } };
    const parameters = { grant_type: RECEIPT_GRANT, assertion: receipt };
    expect((await wire.token(parameters, { assertion })).status).toBe(200);
    expect(await wire.token(parameters, { assertion })).toMatchObject(refusedAs('invalid_client', 401));
    await gateway.query('UPDATE consent SET receipt_sha256 = $2 WHERE id = $1', [consentId, 'B'.repeat(43)]);
    expect(await renew(wire, { receipt })).toMatchObject(refusedAs('invalid_grant'));
  });

  it('A66c, A66f by a receipt ends with the consent, waits with its pause, and never comes without a proof', async () => {
    const { gateway, alice } = stage;
    const { receipt, wire, consentId } = await obtainOnTheWire(stage.way());
    const byReceipt = (proof?: false) =>
      nothingHappened(gateway, () =>
        wire.token({ grant_type: RECEIPT_GRANT, assertion: receipt }, proof === undefined ? {} : { proof }),
      );
    expect((await byReceipt(false)).status).toBe(400);
    await alice.app.pause(consentId);
    const paused = { error: 'invalid_grant', consent_status: 'paused' };
    expect(await byReceipt()).toMatchObject({ status: 400, body: paused });
    await alice.app.withdraw(consentId);
    const withdrawn = { error: 'invalid_grant', consent_status: 'withdrawn' };
    expect(await byReceipt()).toMatchObject({ status: 400, body: withdrawn });
  });

  it('A23a of a second consent has an id of its own, and leaves the first as it was', async () => {
    const browser = createBrowser();
    const first = await obtainOnTheWire({ ...stage.way(), browser });
    const marketing = {
      ...careRequest({ datatypes: ['preferences'], purpose: DIRECT_MARKETING }),
      fields: { preferences: { required: ['topic'] } },
    };
    const second = await obtainOnTheWire({ ...stage.way(), browser, details: [marketing] });
    expect(second.consentId).not.toBe(first.consentId);
    const details = async (consent: typeof first) =>
      decodeJwt(String((await renew(consent.wire, consent)).body['access_token']))['authorization_details'];
    expect(await details(first)).toMatchObject([{ purpose: CUSTOMER_CARE }]);
    expect(await details(second)).toMatchObject([{ purpose: DIRECT_MARKETING }]);
  });
});
