import { type NoticeView, noticeKinds } from '@parley/protocol';
import { expect, it } from 'vitest';
import { de } from '../../words/de.ts';
import { en } from '../../words/en.ts';
import { noticePath, noticeWords } from './notice-link.ts';

const vendorId = 'https://acme.example/client.json';
const notice = (parts: Partial<NoticeView>): NoticeView => ({
  noticeId: '1',
  kind: 'request',
  at: '2026-11-22T12:00:00Z',
  seen: false,
  vendor: { vendorId, name: 'Acme\u202e', knownBy: 'document', held: false },
  ...parts,
});

it('says every kind in both languages, with the name as text of its own', () => {
  for (const kind of noticeKinds) {
    const [english, german] = [en, de].map((words) => noticeWords(notice({ kind }), words));
    expect(english).not.toBe(german);
    if (kind !== 'records_held') expect(english).toMatch(/Acme(?!\u202e)/);
  }
  expect(noticeWords(notice({ kind: 'unusual_read', unusual: 'new_category' }), en)).toBe(
    'Acme has read something that it never read before',
  );
});

it('leads to where something can be done about it', () => {
  const encoded = encodeURIComponent(vendorId);
  expect(noticePath(notice({ requestId: 'request_1' }))).toBe('/requests/request_1');
  expect(noticePath(notice({ kind: 'first_read' }))).toBe(`/activity?company=${encoded}`);
  expect(noticePath(notice({ kind: 'opened', issueId: 'a#b' }))).toBe('/my-data/issues/a%23b');
  expect(noticePath(notice({ kind: 'ending', consentId: 'consent_1' }))).toBe(`/companies/${encoded}`);
});

it('leads somewhere also where the company is forgotten', () => {
  const { vendor: _forgotten, ...bare } = notice({});
  expect(noticeKinds.map((kind) => noticePath({ ...bare, kind }))).toEqual([
    '/requests',
    ...['/companies', '/companies', '/companies', '/companies', '/companies'],
    '/settings',
    ...['/my-data/issues', '/my-data/issues'],
  ]);
});
