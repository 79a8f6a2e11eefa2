import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueEvents } from './issue-events.ts';
import { measureEvents } from './measure.ts';
import type { MeasuredEvent } from './measured-event.ts';

const at = (minutes: number): string => new Date(Date.UTC(2026, 4, 1) + minutes * 60_000).toISOString();

/** An issue that was answered after some minutes by a program, a minute later by a person, who calls it put right. */
const thread = (issue: string, answeredAfter: number, end: MeasuredEvent[] = []): MeasuredEvent[] => [
  { type: 'issue_opened', issue, at: at(0) },
  message(issue, '1', answeredAfter, { by: 'program' }),
  message(issue, '2', answeredAfter + 1, { by: 'person', isFixProposed: true }),
  ...end,
];
const message = (
  issue: string,
  id: string,
  minutes: number,
  said: Partial<Extract<MeasuredEvent, { type: 'message' }>> = {},
): MeasuredEvent => ({
  ...{ type: 'message', issue, id, at: at(minutes), from: 'vendor', isFixProposed: false },
  ...said,
});
const closed = (issue: string, minutes: number, stands = true): MeasuredEvent => ({
  ...{ type: 'issue_closed', issue, at: at(minutes), stands },
});
const FIVE = ['a', 'b', 'c', 'd', 'e'];

describe('threads', () => {
  it('tell how long the first answer, the first person and the confirmed fix took', () => {
    const events = FIVE.flatMap((issue, index) =>
      thread(issue, (index + 1) * 10, [closed(issue, (index + 1) * 100)]),
    );
    expect(measureEvents(events)).toMatchObject({
      issues: 5,
      unanswered: 0,
      toAcknowledge: { count: 5, median: 30 * 60, least: 10 * 60, greatest: 50 * 60 },
      toPerson: { count: 5, median: 31 * 60, least: 11 * 60, greatest: 51 * 60 },
      toConfirmedFix: { count: 5, median: 300 * 60, least: 100 * 60, greatest: 500 * 60 },
      falseCloses: { count: 0, of: 5, share: 0 },
    });
  });

  it('give the middle between the two in the middle', () => {
    const events = [...FIVE, 'f'].flatMap((issue, index) => thread(issue, index * 10));
    expect(measureEvents(events).toAcknowledge).toMatchObject({ count: 6, median: 25 * 60 });
  });

  it('say nothing but their number where there are four', () => {
    const events = FIVE.slice(1).flatMap((issue) => thread(issue, 10, [closed(issue, 20)]));
    const { toAcknowledge, toPerson, toConfirmedFix, falseCloses } = measureEvents(events);
    expect([toAcknowledge, toPerson, toConfirmedFix]).toEqual([{ count: 4 }, { count: 4 }, { count: 4 }]);
    expect(falseCloses).toEqual({ count: 0, of: 4 });
  });

  it('show who wrote as unknown where the vendor has not said, and never as a person', () => {
    const events = FIVE.flatMap((issue) => [
      { type: 'issue_opened', issue, at: at(0) } as const,
      message(issue, '1', 5),
    ]);
    expect(measureEvents(events)).toMatchObject({ toPerson: { count: 0 }, writerUnknown: 5 });
    const said = events.map((event) =>
      event.type === 'message' ? { ...event, by: 'program' as const } : event,
    );
    expect(measureEvents(said)).toMatchObject({ toPerson: { count: 0 }, writerUnknown: 0 });
  });

  it('count as put right too early what was opened again, and what the owner answered and left open', () => {
    const events = [
      ...thread('reopened', 10, [closed('reopened', 30, false)]),
      ...thread('answered', 10, [message('answered', '3', 30, { from: 'owner' })]),
      ...thread('closed before', 10, [closed('closed before', 5, false)]),
      ...thread('silent', 10),
      ...FIVE.flatMap((issue) => thread(issue, 10, [closed(issue, 20)])),
    ];
    expect(measureEvents(events)).toMatchObject({
      falseCloses: { count: 2, of: 7, share: 2 / 7 },
      toConfirmedFix: { count: 5 },
      fixUnanswered: 2,
    });
  });

  it('count no issue that the vendor itself began', () => {
    const words = { id: '1', content: 'A recall', createdAt: at(0), from: 'vendor' } as const;
    expect(issueEvents({ id: 'a', createdAt: at(0), messages: [words] })).toEqual([]);
    const answer = { ...words, createdAt: at(1) };
    expect(issueEvents({ id: 'a', createdAt: at(0), messages: [answer] })).toHaveLength(2);
  });

  it('count an issue that nobody answered as unanswered, and one without a beginning not at all', () => {
    const events = [...issueEvents({ id: 'a', createdAt: at(0) }), ...issueEvents({ id: 'b' })];
    expect(measureEvents(events)).toMatchObject({ issues: 1, unanswered: 1, toAcknowledge: { count: 0 } });
  });
});

describe('preferences', () => {
  const inForce = (preference: string, version: string, minutes = 0): MeasuredEvent => ({
    ...{ type: 'preference', preference, version, at: at(minutes) },
  });
  const said = (preference: string, version: string, action = 'honoured', minutes = 1): MeasuredEvent => ({
    ...{ type: 'honour', preference, version, at: at(minutes) },
    action: action as 'honoured',
  });

  it('count as followed only where the vendor says so of the version in force', () => {
    const events = [
      ...FIVE.flatMap((each) => [inForce(each, '1'), said(each, '1')]),
      ...[inForce('changed', '1'), said('changed', '1'), inForce('changed', '2', 9)],
      ...[inForce('regretted', '1'), said('regretted', '1'), said('regretted', '1', 'could_not', 2)],
      ...[inForce('other', '1'), said('other', '1', 'not_applicable')],
      inForce('unsaid', '1'),
    ];
    expect(measureEvents(events)).toMatchObject({
      honoured: { count: 5, of: 8, share: 5 / 8 },
      couldNot: 1,
      notApplicable: 1,
      unknown: 2,
    });
  });
});

describe('withdrawals', () => {
  const read = (
    consent: string,
    minutes: number,
    fields: string[] = [],
    isAnswered = false,
  ): MeasuredEvent => ({
    ...{ type: 'read', consent, at: at(minutes), isAnswered, fields },
  });

  it('tell when the vendor last tried to read, and when it reported', () => {
    const events = FIVE.flatMap((consent, index): MeasuredEvent[] => [
      { type: 'withdrawn', consent, at: at(10) },
      ...[read(consent, 9), read(consent, 10 + index)],
      ...(index === 0 ? [] : [{ type: 'deletion_reported', consent, at: at(10 + index * 60) } as const]),
    ]);
    expect(measureEvents(events)).toMatchObject({
      toLastTry: { count: 5, median: 120, least: 0, greatest: 240 },
      toDeletionReport: { count: 4 },
      notReported: 1,
    });
  });

  it('take no answer for none, and a report from before for none', () => {
    const events: MeasuredEvent[] = [
      { type: 'withdrawn', consent: 'c', at: at(10) },
      { type: 'deletion_reported', consent: 'c', at: at(5) },
    ];
    expect(measureEvents(events)).toMatchObject({ toLastTry: { count: 1 }, notReported: 1 });
  });

  it('leave fields that were read and are no longer approved aside', () => {
    const events: MeasuredEvent[] = [
      { type: 'approved', consent: 'c', version: 1, fields: ['issues.title', 'issues.about'] },
      { type: 'approved', consent: 'c', version: 2, fields: ['issues.title', 'issues.state'] },
      read('c', 1, ['issues.title', 'issues.about'], true),
      read('c', 2, ['issues.state'], false),
    ];
    expect(measureEvents(events).fieldsRead).toEqual({ count: 1, of: 2 });
  });
});

it('are the same in whatever order the events come, and however often', () => {
  const minute = fc.integer({ min: 0, max: 9 }).map(at);
  const issue = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const name = fc.constantFrom('a', 'b');
  const is = <Type extends string>(type: Type) => ({ type: fc.constant(type) });
  const event: fc.Arbitrary<MeasuredEvent> = fc.oneof(
    fc.record({ ...is('issue_opened'), issue, at: minute }),
    fc
      .tuple(issue, fc.integer({ min: 0, max: 9 }), fc.constantFrom('owner' as const, 'vendor' as const))
      // What is under one id is one message.
      .map(([of, minutes, from]) =>
        message(of, `${minutes} ${from}`, minutes, {
          ...{ from, isFixProposed: minutes % 3 === 0 },
          by: minutes % 2 === 0 ? 'person' : undefined,
        }),
      ),
    fc.record({ ...is('issue_closed'), issue, at: minute, stands: fc.boolean() }),
    fc.record({ ...is('preference'), preference: name, version: name, at: minute }),
    fc.record({
      ...{ ...is('honour'), preference: name, version: name, at: minute },
      action: fc.constantFrom('honoured' as const, 'could_not' as const, 'not_applicable' as const),
    }),
    fc.integer({ min: 1, max: 3 }).map((version) => ({
      ...{ type: 'approved' as const, consent: 'a', version },
      fields: ['f1', 'f2', 'f3'].slice(0, version),
    })),
    fc.record({
      ...{ ...is('read'), consent: name, at: minute },
      ...{ isAnswered: fc.boolean(), fields: fc.subarray(['f1', 'f2']) },
    }),
    fc.record({ ...is('withdrawn'), consent: name, at: minute }),
    fc.record({ ...is('deletion_reported'), consent: name, at: minute }),
  );
  const told = fc
    .array(event, { minLength: 40, maxLength: 80 })
    .chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }),
      ),
    );
  fc.assert(
    fc.property(told, ([events, again]) => {
      expect(measureEvents(again)).toEqual(measureEvents(events));
    }),
  );
});
