import { followRecordKeys, RECORD_KEY_TYP, signedBy } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { newKey } from './file/new-key.ts';
import { type SecretsContent, storedKeys } from './file/secrets-content.ts';
import { retireKey } from './retire-key.ts';
import { type Rotation, rotateKey } from './rotate-key.ts';

const START = new Date('2026-11-22T12:00:00Z');
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

/** As a file from before there were rotations. */
async function oldContent(): Promise<SecretsContent> {
  const key = async () => {
    const {
      createdAt: _created,
      signsFrom: _signs,
      ...bare
    } = await newKey({ now: START, signsFrom: START });
    return bare;
  };
  const rootSecret = 'A'.repeat(43);
  return { rootSecret, tokenKeys: [await key()], recordKeys: [await key()], identityKeys: [await key()] };
}

const rotate = (content: SecretsContent, change: Partial<Rotation> = {}) =>
  rotateKey(content, {
    kind: 'token',
    now: START,
    gateway: 'https://gateway.example',
    atOnce: false,
    ...change,
  });

describe('a rotation', () => {
  it('puts a new key first, which signs a quarter of an hour later, and touches no other kind', async () => {
    const before = await oldContent();
    const { content, key } = await rotate(before);
    expect(content.tokenKeys.map(({ kid }) => kid)).toEqual([key.kid, before.tokenKeys[0]?.kid]);
    expect(key).toMatchObject({ createdAt: START.toISOString(), signsFrom: later(15).toISOString() });
    expect({ ...content, tokenKeys: before.tokenKeys }).toEqual(before);
  });

  it('is not begun twice, except at once', async () => {
    const { content, key } = await rotate(await oldContent());
    await expect(rotate(content, { now: later(14) })).rejects.toThrow(
      `A new token key is on its way: ${key.kid} signs from`,
    );
    expect((await rotate(content, { now: later(15) })).content.tokenKeys).toHaveLength(3);
    const stolen = await rotate(content, { now: later(1), atOnce: true });
    expect(stolen.key.signsFrom).toBe(later(1).toISOString());
  });

  it('of the record key lets the key before introduce the new one, and the first one itself', async () => {
    const before = await oldContent();
    const once = await rotate(before, { kind: 'record' });
    const twice = await rotate(once.content, { kind: 'record', now: later(20) });
    const statements = twice.content.recordKeys.map(({ statement }) => statement ?? '');
    const [first] = before.recordKeys;
    const followed = await followRecordKeys(statements, [{ ...first }]);
    expect(new Set(followed.map(({ kid }) => kid))).toEqual(
      new Set(twice.content.recordKeys.map(({ kid }) => kid)),
    );
    expect(await signedBy([{ ...once.key }])(statements[0] ?? '', RECORD_KEY_TYP)).toMatchObject({
      iss: 'https://gateway.example',
      previous: once.key.kid,
      jwk: { kid: twice.key.kid },
    });
  });
});

describe('a retirement', () => {
  const retire = (content: SecretsContent, kid: string, minutes: number, atOnce = false) =>
    retireKey(content, { kid, now: later(minutes), atOnce });

  it('of a token key is not before the last token that it signed is over, unless at once', async () => {
    const { content } = await rotate(await oldContent());
    const kid = content.tokenKeys[1]?.kid ?? '';
    expect(() => retire(content, kid, 14)).toThrow(`${kid} is the token key that signs`);
    expect(() => retire(content, kid, 20)).toThrow(`in use until ${later(21).toISOString()}`);
    expect(retire(content, kid, 20, true).content.tokenKeys).toHaveLength(1);
    expect(retire(content, kid, 21)).toMatchObject({ kind: 'token', content: { tokenKeys: [{}] } });
  });

  it('of a record key leaves its public half, marked, and never the private one', async () => {
    const { content } = await rotate(await oldContent(), { kind: 'record' });
    const kid = content.recordKeys[1]?.kid ?? '';
    const retired = storedKeys(retire(content, kid, 21).content, 'record')[1];
    expect(retired).toMatchObject({ kid, x: expect.any(String), retiredAt: later(21).toISOString() });
    expect(retired).not.toHaveProperty('d');
    expect(() => retire(retire(content, kid, 21).content, kid, 22)).toThrow('is retired already');
  });

  it('of the key that signs is refused even at once, and of one that is not there', async () => {
    const content = await oldContent();
    const kid = content.identityKeys[0]?.kid ?? '';
    expect(() => retire(content, kid, 0, true)).toThrow(`'parley-gateway key rotate identity' comes first`);
    expect(() => retire(content, 'unknown', 0)).toThrow('There is no key unknown.');
  });

  it('takes back a key that has not signed yet', async () => {
    const { content, key } = await rotate(await oldContent());
    expect(retire(content, key.kid, 1).content.tokenKeys).toHaveLength(1);
  });
});
