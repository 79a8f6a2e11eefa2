import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConsentAct,
  consentStatuses,
  hasEnded,
  requestStatuses,
  statusAfter,
} from './consent-status.ts';

const acts: ConsentAct[] = [
  'narrow',
  'extend',
  'pause',
  'resume',
  'withdraw',
  'relinquish',
  'revoke',
  'expire',
];

// What each act leads to from each state; a dot where it is not allowed.
const table = `
               narrow  extend  pause   resume  withdraw   relinquish    revoke   expire
given          given   given   paused  .       withdrawn  relinquished  revoked  expired
paused         paused  .       .       given   withdrawn  relinquished  revoked  expired
withdrawn      .       .       .       .       .          .             .        .
relinquished   .       .       .       .       .          .             .        .
revoked        .       .       .       .       .          .             .        .
expired        .       .       .       .       .          .             .        .
`;
const [head, ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const cells = rows.flatMap(([from, ...to]) => to.map((status, at) => [from!, head![at]!, status] as const));

describe('a consent', () => {
  it('has every state and every act in the table', () => {
    expect(rows.map(([from]) => from)).toEqual(consentStatuses);
    expect(head).toEqual(acts);
    expect(cells).toHaveLength(48);
  });

  it.each(cells)('that is %s, after %s: %s', (from, act, status) => {
    const after = statusAfter(from as (typeof consentStatuses)[number], act as ConsentAct);
    expect(after).toBe(status === '.' ? undefined : status);
  });

  it.each([
    ['given', false],
    ['paused', false],
    ['withdrawn', true],
    ['relinquished', true],
    ['revoked', true],
    ['expired', true],
  ] as const)('that is %s has ended: %s', (status, expected) => expect(hasEnded(status)).toBe(expected));

  it.each(['give', 'constructor', 'toString', '__proto__', ''])('knows no act %j', (act) => {
    expect(statusAfter('given', act as ConsentAct)).toBeUndefined();
  });

  it('never lives again, whatever is tried after its end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 30 }), (tried) => {
        let status: (typeof consentStatuses)[number] = 'given';
        let ended: string | undefined;
        for (const act of tried) {
          status = statusAfter(status, act) ?? status;
          if (ended !== undefined) expect(status).toBe(ended);
          if (hasEnded(status)) ended = status;
        }
      }),
    );
  });
});

it('an access request has these states', () => {
  expect(requestStatuses).toEqual(['requested', 'deferred', 'given', 'refused', 'cancelled', 'expired']);
});
