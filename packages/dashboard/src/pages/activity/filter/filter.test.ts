import { expect, it } from 'vitest';
import { addressOf, askedOf, filterIn, hasWrongDays, isFilter } from './filter.ts';

const read = (address: string) => addressOf(filterIn(new URLSearchParams(address)));

it('is in the address, and comes back from it', () => {
  const address = {
    company: 'https://acme.example/client.json?a=1&b',
    kind: 'read',
    outcome: 'refused',
    from: '2026-11-01',
    to: '2026-11-22',
  };
  expect(read(new URLSearchParams(address).toString())).toEqual(address);
});

it('passes over what no address of this page says', () => {
  expect(read('company=&kind=act%20&outcome=&from=2026-02-30&to=22.11.2026&limit=9')).toEqual({});
  expect(read(`company=${'x'.repeat(201)}&from=0002-01-01&to=tomorrow`)).toEqual({});
  expect(isFilter(filterIn(new URLSearchParams('from=')))).toBe(false);
});

it('asks for whole days of the own calendar, the last one included', () => {
  const { from, to } = askedOf({ from: '2026-03-28', to: '2026-03-29' });
  expect(new Date(String(from)).toString()).toMatch(/Mar 28 2026 00:00:00/);
  expect(new Date(String(to)).toString()).toMatch(/Mar 30 2026 00:00:00/);
  expect(askedOf({ company: 'a', kind: 'act' })).toEqual({ vendor: 'a', kind: 'act' });
});

it('notices days in the wrong order', () => {
  expect(hasWrongDays({ from: '2026-11-23', to: '2026-11-22' })).toBe(true);
  expect(hasWrongDays({ from: '2026-11-22', to: '2026-11-22' })).toBe(false);
  expect(hasWrongDays({ to: '2026-11-22' })).toBe(false);
});
