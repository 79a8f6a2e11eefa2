import type { DataItem, OpenedIssue } from '@parley/protocol';
import { expect, it } from 'vitest';
import { withOpened } from './with-opened.ts';

const ACME = 'https://acme.example/client';
const listed: DataItem = { id: 'a', audience: [], fields: { title: 'Listed' } };
const opening = (id: string, vendorId = ACME): OpenedIssue => ({
  id,
  vendorId,
  title: 'Recall',
  kind: 'recall',
  createdAt: '2026-11-22T10:00:00Z',
  messages: [],
});
const opened = (...openings: OpenedIssue[]) => ({ openings, mutedVendors: [], mutedIssues: [] });

it('adds what this vendor has begun, and nothing that another one has', () => {
  const items = withOpened([listed], opened(opening('b'), opening('c', 'https://other.example')), ACME);
  expect(items).toEqual([
    listed,
    {
      id: 'b',
      audience: 'everyone',
      fields: {
        state: 'open',
        title: 'Recall',
        kind: 'recall',
        createdAt: '2026-11-22T10:00:00Z',
        messages: [],
      },
    },
  ]);
});

it('takes what is listed already as it is listed', () => {
  expect(withOpened([listed], opened(opening('a')), ACME)).toEqual([listed]);
});

it('leaves the list alone where there is nothing to add', () => {
  const items = [listed];
  expect(withOpened(items, opened(), ACME)).toBe(items);
});
