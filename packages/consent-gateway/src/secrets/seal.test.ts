import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areEqual, keyedDigest } from './digests.ts';
import { seal, unseal } from './seal.ts';
import { sealStable, unsealStable } from './seal-stable.ts';

const key = Buffer.alloc(32, 1);
const otherKey = Buffer.alloc(32, 2);
const flipped = (sealed: Buffer, at: number): Buffer => {
  const copy = Buffer.from(sealed);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

describe('what is sealed', () => {
  it('comes back for the same key and context, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, context) => {
        expect(unseal(key, context, seal(key, context, value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is never twice the same, and shows nothing', () => {
    const value = { webId: 'https://ann.example/#me' };
    const [one, other] = [seal(key, 'a', value), seal(key, 'a', value)];
    expect(one.equals(other)).toBe(false);
    expect(one.includes('ann.example')).toBe(false);
  });

  it('A68c is as long for one owner as for another', () => {
    const lengths = ['https://ann.example/#me', `https://pods.example/${'robert'.repeat(20)}/card#me`].map(
      (webId) => seal(key, 'a', { webId }).length,
    );
    expect(new Set(lengths).size).toBe(1);
  });

  it('opens nowhere else, with no other key, and with no byte changed', () => {
    const sealed = seal(key, 'owner_1', 'value');
    expect(() => unseal(key, 'owner_2', sealed)).toThrow('Unsupported state or unable to authenticate data');
    expect(() => unseal(otherKey, 'owner_1', sealed)).toThrow('unable to authenticate data');
    for (let at = 0; at < sealed.length; at++)
      expect(() => unseal(key, 'owner_1', flipped(sealed, at))).toThrow('unable to authenticate data');
    for (const length of [0, 11, 12, 16, 27, 28, sealed.length - 1])
      expect(() => unseal(key, 'owner_1', sealed.subarray(0, length))).toThrow();
  });
});

describe('what is sealed stably', () => {
  it('is the same for the same text and context, and comes back', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string(), (text, context) => {
        const sealed = sealStable(key, context, text);
        expect(sealStable(key, context, text)).toBe(sealed);
        expect(unsealStable(key, context, sealed)).toBe(text);
      }),
    );
  });

  it('is another in another context, for another text and with another key', () => {
    const sealed = sealStable(key, 'a', 'text');
    for (const other of [
      sealStable(key, 'b', 'text'),
      sealStable(key, 'a', 'texu'),
      sealStable(otherKey, 'a', 'text'),
    ])
      expect(other.slice(0, 22)).not.toBe(sealed.slice(0, 22));
  });

  it('opens nowhere else, with no other key, with no character changed and in no other spelling', () => {
    const sealed = sealStable(key, 'a', 'text');
    const bytes = Buffer.from(sealed, 'base64url');
    const wrong = [
      ...[...bytes.keys()].map((at) => flipped(bytes, at).toString('base64url')),
      ...[
        '',
        'x',
        sealed.slice(0, 21),
        sealed.slice(0, -1),
        `${sealed}A`,
        `${sealed}=`,
        ` ${sealed}`,
        `${sealed}\n`,
      ],
    ];
    expect(unsealStable(key, 'b', sealed)).toBeUndefined();
    expect(unsealStable(otherKey, 'a', sealed)).toBeUndefined();
    for (const each of wrong) expect(unsealStable(key, 'a', each)).toBeUndefined();
  });
});

describe('a keyed digest', () => {
  it('keeps its parts apart', () => {
    const digests = [
      keyedDigest(key, 'ab', 'c'),
      keyedDigest(key, 'a', 'bc'),
      keyedDigest(key, 'abc'),
      keyedDigest(key, 'a","b', 'c'),
      keyedDigest(otherKey, 'ab', 'c'),
    ];
    expect(new Set(digests.map((each) => each.toString('hex'))).size).toBe(digests.length);
  });

  it.each([
    ['a', 'a', true],
    ['', '', true],
    ['a', 'b', false],
    ['a', 'aa', false],
    ['é', 'e\u0301', false],
  ])('%j equals %j: %s', (one, other, expected) => expect(areEqual(one, other)).toBe(expected));
});
