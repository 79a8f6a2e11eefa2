import { expect, it } from 'vitest';
import { deferralHint, hintHash, readLoginHint } from './login-hint.ts';

const key = Buffer.alloc(32, 7);
const other = Buffer.alloc(32, 8);
const gateway = 'https://gw.example';
const read = (hint: string) => readLoginHint(hint, { key, gateway });

it('an invitation’s link and its short form are one', () => {
  const { invitationHash } = read('invitation:code');
  expect(invitationHash).toBe(hintHash(key, 'code'));
  expect(read('https://gw.example/invitation/code').invitationHash).toBe(invitationHash);
});

it.each([
  'https://elsewhere.example/invitation/code',
  'http://gw.example/invitation/code',
  'https://gw.example/invitation/code/',
  'code',
  'Invitation:code',
])('%s is not that invitation', (hint) => {
  expect(read(hint).invitationHash).not.toBe(read('invitation:code').invitationHash);
});

it('every hint is read as all that it may be, whatever it is', () => {
  for (const hint of [
    '',
    'subject',
    'https://ann.example/#me',
    'invitation:code',
    deferralHint(key, 'request_1'),
  ])
    expect(read(hint)).toEqual({
      subject: hint,
      invitationHash: expect.stringMatching(/^[\w-]{43}$/),
      deferralHash: hintHash(key, hint),
    });
});

it('the hint of a deferred request is its own, and only who has the key makes or keeps it', () => {
  const hint = deferralHint(key, 'request_1');
  expect(hint).toMatch(/^deferral:[\w-]{43}$/);
  expect(deferralHint(key, 'request_1')).toBe(hint);
  expect(deferralHint(key, 'request_2')).not.toBe(hint);
  expect(deferralHint(other, 'request_1')).not.toBe(hint);
  expect(hintHash(other, hint)).not.toBe(hintHash(key, hint));
  expect(hintHash(key, hint)).not.toContain(hint.slice('deferral:'.length));
});
