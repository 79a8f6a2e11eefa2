import { calculateJwkThumbprint } from 'jose';
import { describe, expect, it } from 'vitest';
import { generateVendorKey, publicVendorJwk } from './index.ts';
import { signingKeyOf } from './vendor-key.ts';

describe('a vendor key', () => {
  it('is new each time, and named by its thumbprint', async () => {
    const [one, other] = [await generateVendorKey(), await generateVendorKey()];
    expect(one.d).not.toBe(other.d);
    expect(one.kid).toBe(await calculateJwkThumbprint({ kty: one.kty, crv: one.crv, x: one.x, y: one.y }));
  });

  it('is published without its private part', async () => {
    const key = await generateVendorKey();
    expect(await publicVendorJwk(key)).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: key.x,
      y: key.y,
      kid: key.kid,
      alg: 'ES256',
      use: 'sig',
    });
  });

  it('keeps the key id that it was given, and gets its thumbprint otherwise', async () => {
    const { kid, ...nameless } = await generateVendorKey();
    expect((await publicVendorJwk({ ...nameless, kid: 'mine' })).kid).toBe('mine');
    expect((await publicVendorJwk(nameless)).kid).toBe(kid);
  });

  it('may be a pair', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    const published = await publicVendorJwk(pair);
    expect(await signingKeyOf(pair)).toEqual({ kid: published.kid, key: pair.privateKey });
  });

  it('is refused, without being shown, when it is not on the curve', async () => {
    const key = { ...(await generateVendorKey()), x: 'AAAA' };
    await expect(signingKeyOf(key)).rejects.toMatchObject({ code: 'invalid_options' });
    await expect(signingKeyOf(key)).rejects.not.toThrow(key.d);
  });
});
