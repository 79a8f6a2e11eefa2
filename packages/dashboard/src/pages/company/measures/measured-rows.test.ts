import { expect, it } from 'vitest';
import { asMeasured } from './measured-issues.ts';
import { measuredRows } from './measured-rows.ts';

it('shows what there is, and of nothing nothing', () => {
  const share = { count: 1, of: 2 };
  const { times, shares, counts } = measuredRows({
    toAcknowledge: { count: 3 },
    toPerson: { count: 0 },
    honoured: share,
    falseCloses: { count: 0, of: 0 },
    unanswered: 2,
    unknown: 0,
  });
  expect(times).toEqual([{ name: 'toAcknowledge', spread: { count: 3 } }]);
  expect(shares).toEqual([{ name: 'honoured', share }]);
  expect(counts).toEqual([{ name: 'unanswered', count: 2 }]);
});

it('measures a company on its own messages, and on nobody else’s', () => {
  const message = (id: string, maker: string) => ({
    ...{ id, content: 'x', createdAt: '2026-05-01T00:00:00Z', from: 'vendor' as const, maker },
  });
  const messages = [message('1', 'https://acme.example'), message('2', 'https://globex.example')];
  const issue = { id: 'a', fields: { messages }, audience: [] };
  const measured = asMeasured(issue, { vendorId: 'https://acme.example', known: undefined });
  expect(measured.messages?.map(({ id }) => id)).toEqual(['1']);
});
