import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64url, type IdKind, idFromBytes, isId, newId } from './ids.ts';

const PREFIXES = {
  consent: 'consent_',
  request: 'request_',
  entry: 'entry_',
  item: 'item_',
  owner: 'owner_',
  invitation: 'invitation_',
  notice: 'notice_',
  event: 'event_',
} as const;
const kinds = Object.keys(PREFIXES) as IdKind[];
const bytes = Uint8Array.from({ length: 32 }, (_, at) => at * 8);

describe('an id', () => {
  it.each(kinds)('of a %s says what it names and has 128 random bits', (kind) => {
    const ids = Array.from({ length: 100 }, () => newId(kind));
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) {
      expect(id).toMatch(new RegExp(`^${PREFIXES[kind]}[A-Za-z0-9_-]{22}$`));
      expect(kinds.filter((each) => isId(each, id))).toEqual([kind]);
    }
  });

  it.each(kinds)('of a %s made from bytes is always the same, of the first 16', (kind) => {
    expect(idFromBytes(kind, bytes)).toBe(`${PREFIXES[kind]}AAgQGCAoMDhASFBYYGhweA`);
    expect(idFromBytes(kind, bytes.subarray(0, 16))).toBe(idFromBytes(kind, bytes));
  });

  it.each([
    ['nothing', ''],
    ['a prefix alone', 'consent_'],
    ['another kind', `request_${'A'.repeat(22)}`],
    ['no prefix', 'A'.repeat(22)],
    ['too few characters', `consent_${'A'.repeat(21)}`],
    ['too many characters', `consent_${'A'.repeat(23)}`],
    ['a line end', `consent_${'A'.repeat(22)}\n`],
    ['padding', `consent_${'A'.repeat(21)}=`],
    ['a slash', `consent_${'A'.repeat(21)}/`],
    ['other letters', `consent_${'A'.repeat(21)}é`],
    ['a prefix in capitals', `CONSENT_${'A'.repeat(22)}`],
    ['something before', ` consent_${'A'.repeat(22)}`],
  ])('of a consent is not %s', (_what, text) => expect(isId('consent', text)).toBe(false));
});

describe('base64url', () => {
  // RFC 4648 section 10, without padding.
  it.each([
    ['', ''],
    ['f', 'Zg'],
    ['fo', 'Zm8'],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg'],
    ['fooba', 'Zm9vYmE'],
    ['foobar', 'Zm9vYmFy'],
  ])('of %j is %j', (text, expected) => expect(base64url(new TextEncoder().encode(text))).toBe(expected));

  it('has the letters of section 5', () => {
    expect(base64url(Uint8Array.of(0xfb, 0xff, 0xfe))).toBe('-__-');
  });

  it('is what the platform makes, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (any) => {
        expect(base64url(any)).toBe(Buffer.from(any).toString('base64url'));
      }),
    );
  });
});
