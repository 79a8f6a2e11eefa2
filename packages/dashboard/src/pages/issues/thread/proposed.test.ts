import type { DataItem, Proposal, ThreadMessage } from '@parley/protocol';
import { expect, it } from 'vitest';
import { isStillOpen, proposedBy } from './proposed.ts';

const message = (from: ThreadMessage['from'], proposes?: Proposal): ThreadMessage => ({
  id: 'm',
  content: 'c',
  createdAt: '2026-11-22T10:00:00Z',
  from,
  proposes,
});
const issue = (state: string): DataItem => ({ id: 'i', fields: { state }, audience: [] });

it('reads what a company proposes, and what that means for the state', () => {
  expect(proposedBy(message('vendor', 'answered'))).toEqual({ word: 'answered', state: 'answered' });
  expect(proposedBy(message('vendor', 'fixed'))).toEqual({ word: 'fixed', state: 'closed' });
  expect(proposedBy(message('vendor'))).toBeUndefined();
  expect(proposedBy(message('owner', 'fixed'))).toBeUndefined();
});

it('asks only while agreeing would change something', () => {
  const fixed = { word: 'fixed', state: 'closed' } as const;
  expect(isStillOpen(fixed, issue('open'))).toBe(true);
  expect(isStillOpen(fixed, issue('closed'))).toBe(false);
  expect(isStillOpen({ word: 'answered', state: 'answered' }, issue('answered'))).toBe(false);
});
