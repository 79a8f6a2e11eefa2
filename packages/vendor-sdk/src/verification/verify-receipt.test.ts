import { describe, expect, it } from 'vitest';
import { allowInsecureLoopback, verifyConsentChain, verifyLedger, verifyReceipt } from '../index.ts';
import { CLIENT_ID, connect, GATEWAY, obtainConsent } from '../test-support/connect.ts';

const KEYS_PATH = '/.well-known/parley/record-keys';

async function obtained() {
  const connected = await connect();
  const { receipt } = await obtainConsent(connected);
  const { fetch } = connected.gateway;
  const recordKeys = (await (await fetch(`${GATEWAY}${KEYS_PATH}`)).json()) as { keys: object[] };
  return { receipt, fetch, recordKeys };
}

const codesOf = ({ problems }: { problems: readonly { code: string }[] }) => problems.map(({ code }) => code);

describe('a receipt', () => {
  it('is signed by the gateway whose keys are fetched', async () => {
    const { receipt, fetch } = await obtained();
    const { claims, problems } = await verifyReceipt(receipt, {
      gateway: GATEWAY,
      vendorId: CLIENT_ID,
      fetch,
    });
    expect(claims).toMatchObject({ iss: GATEWAY, aud: CLIENT_ID });
    expect(problems.map(({ code }) => code)).not.toContain('signature_invalid');
  });

  it('is checked with keys at hand without any request', async () => {
    const { receipt, recordKeys } = await obtained();
    const fetch = () => Promise.reject(new Error('There is no network.'));
    const verdict = await verifyReceipt(receipt, { recordKeys, gateway: GATEWAY, fetch });
    expect(codesOf(verdict)).not.toContain('signature_invalid');
  });

  it('is not signed by other keys, and not by keys of another kind', async () => {
    const { receipt, recordKeys } = await obtained();
    for (const keys of [
      [],
      [{ kty: 'oct', k: 'c2VjcmV0' }],
      [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }],
    ]) {
      expect(codesOf(await verifyReceipt(receipt, { recordKeys: { keys } }))).toEqual(['signature_invalid']);
    }
    const restricted = { keys: recordKeys.keys.map((key) => ({ ...key, key_ops: ['encrypt'] })) };
    expect(codesOf(await verifyReceipt(receipt, { recordKeys: restricted }))).not.toContain(
      'signature_invalid',
    );
  });

  it('is for whom it says', async () => {
    const { receipt, recordKeys } = await obtained();
    const other = {
      recordKeys,
      gateway: 'https://other.example',
      vendorId: 'https://other.example/client.json',
    };
    expect(codesOf(await verifyReceipt(receipt, other))).toEqual(
      expect.arrayContaining(['other_gateway', 'other_vendor']),
    );
  });
});

describe('keys that cannot be had', () => {
  it.each([
    ['neither keys nor a gateway', {}, 'invalid_options'],
    ['keys that are none', { recordKeys: { keys: 'none' as never } }, 'invalid_options'],
    ['a gateway that is no origin', { gateway: 'https://gateway.example/path' }, 'invalid_gateway'],
    ['a gateway without https', { gateway: 'http://localhost' }, 'invalid_gateway'],
  ])('%s', async (_what, options, code) => {
    for (const call of [
      verifyReceipt('eyJ', options),
      verifyConsentChain([], options),
      verifyLedger([], options),
    ]) {
      await expect(call).rejects.toMatchObject({ code });
    }
  });

  it('an answer that is no set of keys', async () => {
    const fetch = async () => Response.json({ hello: 'world' });
    const options = { gateway: 'http://localhost', fetch, [allowInsecureLoopback]: true };
    await expect(verifyReceipt('eyJ', options)).rejects.toMatchObject({ code: 'invalid_response' });
  });

  it('a gateway that does not answer', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    await expect(verifyReceipt('eyJ', { gateway: GATEWAY, fetch })).rejects.toMatchObject({
      code: 'network',
    });
  });
});
