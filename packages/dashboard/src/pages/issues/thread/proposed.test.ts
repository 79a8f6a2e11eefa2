import type { DataItem, ThreadMessage } from '@parley/protocol';
import { expect, it } from 'vitest';
import { isStillOpen, proposedBy } from './proposed.ts';

const message = (from: ThreadMessage['from'], proposes?: string) =>
  ({ id: 'm', content: 'c', createdAt: '2026-11-22T10:00:00Z', from, proposes }) as ThreadMessage;
const issue = (state: string): DataItem => ({ id: 'i', fields: { state }, audience: [] });

it('reads what a company proposes, and nothing that it does not know', () => {
  expect(proposedBy(message('vendor', 'answered'))).toEqual({ word: 'answered', state: 'answered' });
  expect(proposedBy(message('vendor', 'fixed'))).toEqual({ word: 'fixed', state: 'closed' });
  for (const odd of [undefined, 'closed', 'toString', 'open'])
    expect(proposedBy(message('vendor', odd))).toBeUndefined();
  expect(proposedBy(message('owner', 'fixed'))).toBeUndefined();
});

it('asks only while agreeing would change something', () => {
  const fixed = { word: 'fixed', state: 'closed' };
  expect(isStillOpen(fixed, issue('open'))).toBe(true);
  expect(isStillOpen(fixed, issue('closed'))).toBe(false);
  expect(isStillOpen({ word: 'answered', state: 'answered' }, issue('answered'))).toBe(false);
});
