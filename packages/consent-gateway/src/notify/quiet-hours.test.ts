import { expect, it } from 'vitest';
import { endOfQuiet } from './quiet-hours.ts';

const night = { from: '22:00', until: '07:00', timeZone: 'Europe/Berlin' };
const noon = { from: '12:00', until: '13:30', timeZone: 'UTC' };

it.each([
  ['before it begins', night, '2026-11-22T20:59:59Z', undefined],
  ['as it begins', night, '2026-11-22T21:00:00Z', '2026-11-23T06:00:00Z'],
  ['past midnight', night, '2026-11-22T23:30:00Z', '2026-11-23T06:00:00Z'],
  ['in its last minute', night, '2026-11-23T05:59:30Z', '2026-11-23T06:00:30Z'],
  ['as it ends', night, '2026-11-23T06:00:00Z', undefined],
  ['in summer, an hour earlier', night, '2026-07-22T20:00:00Z', '2026-07-23T05:00:00Z'],
  ['within a day', noon, '2026-11-22T12:45:00Z', '2026-11-22T13:30:00Z'],
  ['later that day', noon, '2026-11-22T13:30:00Z', undefined],
  [
    'east of everything',
    { ...noon, timeZone: 'Pacific/Kiritimati' },
    '2026-11-21T22:00:00Z',
    '2026-11-21T23:30:00Z',
  ],
  ['without any length', { ...noon, until: '12:00' }, '2026-11-22T12:00:00Z', undefined],
  ['where there are none', undefined, '2026-11-22T03:00:00Z', undefined],
])('quiet hours, %s', (_when, quiet, now, end) => {
  expect(endOfQuiet(quiet, new Date(now))?.toISOString()).toBe(end && new Date(end).toISOString());
});
