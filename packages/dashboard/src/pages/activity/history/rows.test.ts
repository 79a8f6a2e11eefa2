import { expect, it } from 'vitest';
import { entryOf } from '../../../gateway/entry.ts';
import { rowsOf } from './rows.ts';

let made = 0;
function entry(at: string, parts: object = {}) {
  made += 1;
  const body = {
    id: `entry_${made}`,
    kind: 'read',
    outcome: 'disclosed',
    consentId: 'one',
    version: 1,
    vendorId: 'acme',
    category: 'issues',
    fields: ['title'],
    ...parts,
  };
  const { consentId } = body;
  return entryOf({ consentId, sequence: made, at, body: JSON.stringify(body), blockNumber: 1, inPod: true });
}

const shapeOf = (entries: ReturnType<typeof entry>[]) =>
  rowsOf(entries, (at) => at.slice(0, 10)).map((row) =>
    row.kind === 'day' ? row.at.slice(0, 10) : row.entries.length,
  );

it('takes the same reads of a day together, also where others lie between', () => {
  const rows = [
    entry('2026-11-22T10:03:00Z'),
    entry('2026-11-22T10:02:00Z', { category: 'preferences' }),
    entry('2026-11-22T10:01:00Z'),
    entry('2026-11-22T10:00:00Z', { fields: ['title', 'state'] }),
    entry('2026-11-21T10:00:00Z'),
  ];
  expect(shapeOf(rows)).toEqual(['2026-11-22', 2, 1, 1, '2026-11-21', 1]);
});

it('keeps apart what something else happened between, and whatever is no read that passed', () => {
  const rows = [
    entry('2026-11-22T10:05:00Z'),
    entry('2026-11-22T10:04:00Z', { consentId: 'two' }),
    entry('2026-11-22T10:03:00Z', { kind: 'act', outcome: 'done', act: 'resume' }),
    entry('2026-11-22T10:02:00Z'),
    entry('2026-11-22T10:01:00Z', { consentId: 'two' }),
    entry('2026-11-22T10:00:00Z', { outcome: 'refused', reason: 'read_limit' }),
    entry('2026-11-22T09:00:00Z', { outcome: 'refused', reason: 'read_limit' }),
  ];
  expect(shapeOf(rows)).toEqual(['2026-11-22', 1, 2, 1, 1, 1, 1]);
});

it('gives each row a key of its own, and no row for nothing', () => {
  const rows = rowsOf([entry('2026-11-22T10:00:00Z'), entry('2026-11-21T10:00:00Z')], (at) =>
    at.slice(0, 10),
  );
  expect(new Set(rows.map(({ key }) => key)).size).toBe(4);
  expect(rowsOf([], String)).toEqual([]);
});
