// What somebody tries who has no record key: each is refused before a word of it is believed.

import { base64url, readCompactJws } from '@parley/protocol';
import type { JWK } from 'jose';
import { changeAt, type ReceiptVector } from './receipt-vectors.ts';
import { type Sign, UNKNOWN_MEMBER } from './signer.ts';
import { otherVendorKey, publicKeySet, recordKey, vendorKey } from './vector-keys.ts';

/** `good`: a receipt that proves what it says. */
export async function attackedReceipts(sign: Sign, good: string): Promise<ReceiptVector[]> {
  const { header, payload } = readCompactJws(good) ?? { header: {}, payload: {} };
  const [, body = '', signature = ''] = good.split('.');
  const typ = String(header['typ']);
  const [publicKey] = publicKeySet(recordKey).keys;
  const forged = (name: string, receipt: string): ReceiptVector => ({
    name,
    receipt,
    problems: ['signature_invalid'],
  });
  return [
    forged('a byte of the header is changed', changeAt(good, 12)),
    forged('a byte of the signature is changed', changeAt(good, good.length - 20)),
    forged('without a signature', `${part({ ...header, alg: 'none' })}.${body}.`),
    forged(
      'another algorithm, the signature kept',
      `${part({ ...header, alg: 'ES384' })}.${body}.${signature}`,
    ),
    forged('an HMAC with the public key as its secret', await withSecret(header, body, publicKey ?? {})),
    forged("signed with the vendor's key", await sign(vendorKey, typ, payload)),
    forged(
      'signed with a key of its own, that its header brings along',
      await sign(otherVendorKey, typ, payload, { jwk: publicKeySet(otherVendorKey).keys[0] }),
    ),
    forged(
      'signed with another key, under the id of the right one',
      await sign({ ...otherVendorKey, kid: recordKey.kid }, typ, payload),
    ),
    forged('without a type', await sign(recordKey, typ, payload, { typ: undefined })),
    forged(
      'with a header that has to be understood',
      await sign(recordKey, typ, payload, { crit: [UNKNOWN_MEMBER], [UNKNOWN_MEMBER]: 1 }),
    ),
    forged('a part too many', `${good}.${signature}`),
    forged('with padding', `${good}==`),
    forged('with a line break', `${good.slice(0, 40)}\n${good.slice(40)}`),
    forged('cut off', good.slice(0, -10)),
    forged('empty', ''),
  ];
}

const part = (value: object): string => base64url(new TextEncoder().encode(JSON.stringify(value)));

async function withSecret(header: object, body: string, secret: JWK): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(secret));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signed = `${part({ ...header, alg: 'HS256' })}.${body}`;
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(signed));
  return `${signed}.${base64url(new Uint8Array(mac))}`;
}
