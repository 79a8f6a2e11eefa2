import { describe, expect, it } from 'vitest';
import { base64url, readCompactJws } from './index.ts';

const part = (text: string): string => base64url(new TextEncoder().encode(text));
const jws = (header: string, payload: string, signature = 'c2lnbmF0dXJl'): string =>
  `${part(header)}.${part(payload)}.${signature}`;

describe('a compact JWS', () => {
  it('is read without being checked', () => {
    expect(readCompactJws(jws('{"typ":"a"}', '{"words":"für alle"}'))).toEqual({
      header: { typ: 'a' },
      payload: { words: 'für alle' },
    });
  });

  it.each([
    ['nothing', ''],
    ['two parts', jws('{}', '{}', '').slice(0, -1)],
    ['four parts', `${jws('{}', '{}')}.AAAA`],
    ['no signature', jws('{}', '{}', '')],
    ['a header that is a list', jws('[]', '{}')],
    ['a payload that is a word', jws('{}', '"word"')],
    ['a payload that is not JSON', jws('{}', '{')],
    ['padding', jws('{}', '{}', 'AA==')],
    ['a line end', `${jws('{}', '{}')}\n`],
    ['a length that no bytes have', jws('{}', '{}', 'AAAAA')],
    ['another spelling of the same bytes', jws('{}', '{}', 'AB')],
    ['bytes that are no text', `${part('{}')}.${base64url(new Uint8Array([123, 255, 125]))}.AAAA`],
  ])('is not %s', (_what, text) => {
    expect(readCompactJws(text)).toBeUndefined();
  });
});
