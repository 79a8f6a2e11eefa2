import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { connect, inDays, obtainConsent } from '../test-support/connect.ts';

const END = inDays(365);
const OTHER_FIELDS = { issues: { required: ['about'], optional: [] } };

type Alter = (claims: Record<string, unknown>, header: Record<string, unknown>) => void;

describe('a receipt that comes with the code', () => {
  it.each<[string, Alter]>([
    ['for another vendor', (claims) => Object.assign(claims, { aud: 'https://other.example/client.json' })],
    ['of another gateway', (claims) => Object.assign(claims, { iss: 'https://other.example' })],
    ['for another consent', (claims) => Object.assign(claims, { consent_id: 'consent_other' })],
    ['of another version', (claims) => Object.assign(claims, { consent_version: 7 })],
    ['of another kind', (_claims, header) => Object.assign(header, { typ: 'parley-block+jwt' })],
    [
      'signed with a key that is not published',
      (_claims, header) => Object.assign(header, { kid: 'unknown' }),
    ],
    ['without a subject', (claims) => Object.assign(claims, { sub: undefined })],
    [
      'with another request inside',
      (claims) => Object.assign(claims, { request: `${String(claims['request'])}A` }),
    ],
    [
      'that gives a field more',
      (claims) => giveMore(claims, { datatypes: ['issues'], fields: OTHER_FIELDS }),
    ],
    [
      'that gives a longer time',
      (claims) => giveMore(claims, { access: { until: END, maxReadsPerDay: 500 } }),
    ],
    [
      'that gives another purpose',
      (claims) => giveMore(claims, { purpose: 'https://w3id.org/dpv#DirectMarketing' }),
    ],
  ])('is refused %s', async (_case, alter) => {
    const connected = await connect();
    connected.state.lies.receipt = alter;
    await expect(obtainConsent(connected)).rejects.toMatchObject({ code: 'receipt_mismatch' });
  });

  it('is refused when a stranger has signed it', async () => {
    const connected = await connect();
    const stranger = await generateKeyPair('ES256');
    connected.state.lies.token = async (body) => {
      const receipt = String(body['receipt']);
      const header = { alg: 'ES256', ...decodeProtectedHeader(receipt) };
      const forged = new SignJWT(decodeJwt(receipt)).setProtectedHeader(header);
      return { ...body, receipt: await forged.sign(stranger.privateKey) };
    };
    await expect(obtainConsent(connected)).rejects.toMatchObject({ code: 'receipt_mismatch' });
  });

  it.each(['', 'no receipt', 'a.b.c='])('is refused when it is %j', async (receipt) => {
    const connected = await connect();
    connected.state.lies.token = (body) => ({ ...body, receipt });
    await expect(obtainConsent(connected)).rejects.toMatchObject({ code: 'receipt_mismatch' });
  });

  it('is not blamed when the record keys cannot be fetched', async () => {
    const connected = await connect({ retry: { maxAttempts: 1 } });
    connected.gateway.answerNext('/.well-known/parley/record-keys', () =>
      Promise.reject(new TypeError('fetch failed')),
    );
    await expect(obtainConsent(connected)).rejects.toMatchObject({ code: 'network' });
  });
});

function giveMore(claims: Record<string, unknown>, more: object): void {
  const details = claims['authorization_details'] as object[];
  claims['authorization_details'] = details.map((entry) => ({ ...entry, ...more }));
}
