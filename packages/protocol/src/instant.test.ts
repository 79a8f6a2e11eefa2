import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDuration, durationSchema, instantSchema } from './instant.ts';

describe('an instant', () => {
  it.each([
    '2027-02-22T00:00:00Z',
    '2028-02-29T23:59:59Z',
    '2027-02-22T00:00:00.5Z',
    '2027-02-22T00:00:00.123456Z',
  ])('may be %s', (text) => {
    expect(instantSchema.parse(text)).toBe(text);
  });

  it.each([
    ['a day that is not', '2027-02-29T00:00:00Z'],
    ['a day that no month has', '2027-02-30T00:00:00Z'],
    ['no seconds', '2027-02-22T00:00Z'],
    ['an offset', '2027-02-22T00:00:00+01:00'],
    ['an offset of nothing', '2027-02-22T00:00:00+00:00'],
    ['no zone', '2027-02-22T00:00:00'],
    ['small letters', '2027-02-22t00:00:00z'],
    ['a leap second', '2027-06-30T23:59:60Z'],
    ['hour 24', '2027-02-22T24:00:00Z'],
    ['a date alone', '2027-02-22'],
    ['a line end', '2027-02-22T00:00:00Z\n'],
    ['seconds since 1970', '1803254400'],
    ['nothing', ''],
  ])('is refused with %s', (_what, text) => {
    const parsed = instantSchema.safeParse(text);
    expect(parsed.error?.issues.map((issue) => [issue.code, issue.message])).toEqual([
      ['invalid_format', 'an RFC 3339 instant in UTC, such as 2027-02-22T00:00:00Z'],
    ]);
  });
});

describe('a duration', () => {
  it.each(['P90D', 'P1Y', 'P12M', 'P1Y2M3D', 'P0D', 'P999Y999M9999D'])('may be %s', (text) => {
    expect(durationSchema.parse(text)).toBe(text);
  });

  it.each([
    '',
    'P',
    '90D',
    'P1D1M',
    'P-1D',
    'P1.5D',
    'P1W',
    'PT1H',
    'P1DT1H',
    'p1d',
    'P10000D',
    'P1D\n',
    ' P1D',
  ])('is not %j', (text) => {
    const parsed = durationSchema.safeParse(text);
    expect(parsed.error?.issues.map((issue) => [issue.code, issue.message])).toEqual([
      ['invalid_format', 'an ISO 8601 duration in years, months or days, such as P90D'],
    ]);
    expect(() => addDuration(new Date(), text, 1)).toThrow(
      new RangeError('not an ISO 8601 duration in years, months and days'),
    );
  });
});

describe('one duration later or earlier', () => {
  it.each([
    ['2026-03-01', 'P30D', -1, '2026-01-30'],
    ['2026-11-22', 'P3M', 1, '2027-02-22'],
    ['2026-11-22', 'P12M', 1, '2027-11-22'],
    ['2026-11-22', 'P1Y', 1, '2027-11-22'],
    ['2026-11-22', 'P0D', 1, '2026-11-22'],
    // The last day of a month, where the month that is reached is shorter.
    ['2027-01-31', 'P1M', 1, '2027-02-28'],
    ['2028-01-31', 'P1M', 1, '2028-02-29'],
    ['2027-03-31', 'P1M', -1, '2027-02-28'],
    ['2027-05-31', 'P1M', -1, '2027-04-30'],
    ['2027-12-31', 'P2M', 1, '2028-02-29'],
    // 29 February, where there is none.
    ['2028-02-29', 'P1Y', 1, '2029-02-28'],
    ['2028-02-29', 'P12M', 1, '2029-02-28'],
    ['2028-02-29', 'P4Y', 1, '2032-02-29'],
    ['2028-02-29', 'P1Y', -1, '2027-02-28'],
    // 2100 is no leap year.
    ['2096-02-29', 'P4Y', 1, '2100-02-28'],
    // First the months, then the days.
    ['2027-01-31', 'P1M1D', 1, '2027-03-01'],
    ['2027-03-31', 'P1M1D', -1, '2027-02-27'],
    ['2027-01-31', 'P1M30D', 1, '2027-03-30'],
    // Over the end of a year.
    ['2026-12-31', 'P1D', 1, '2027-01-01'],
    ['2027-01-31', 'P2M', -1, '2026-11-30'],
    ['2027-01-01', 'P1D', -1, '2026-12-31'],
  ] as const)('of %s and %s (%i) is %s', (from, duration, sign, expected) => {
    const at = addDuration(new Date(`${from}T10:20:30.456Z`), duration, sign);
    expect(at.toISOString()).toBe(`${expected}T10:20:30.456Z`);
  });

  it('leaves the instant it starts from alone', () => {
    const from = new Date('2027-01-31T00:00:00Z');
    addDuration(from, 'P1M', 1);
    expect(from.toISOString()).toBe('2027-01-31T00:00:00.000Z');
  });

  const anInstant = fc.date({
    min: new Date('2000-01-01'),
    max: new Date('2200-01-01'),
    noInvalidDate: true,
  });
  const count = fc.integer({ min: 0, max: 36 });

  it('by months stays in the month it names, at the same time of the day', () => {
    fc.assert(
      fc.property(anInstant, count, fc.constantFrom(1 as const, -1 as const), (from, months, sign) => {
        const at = addDuration(from, `P${months}M`, sign);
        const monthOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
        expect(monthOf(at)).toBe(monthOf(from) + sign * months);
        expect(at.getUTCDate()).toBeLessThanOrEqual(from.getUTCDate());
        expect(at.toISOString().slice(11)).toBe(from.toISOString().slice(11));
      }),
    );
  });

  it('is never earlier for a longer duration', () => {
    fc.assert(
      fc.property(anInstant, count, count, count, (from, months, days, more) => {
        const shorter = addDuration(from, `P${months}M${days}D`, 1);
        expect(addDuration(from, `P${months + more}M${days}D`, 1) >= shorter).toBe(true);
        expect(addDuration(from, `P${months}M${days + more}D`, 1) >= shorter).toBe(true);
      }),
    );
  });
});
