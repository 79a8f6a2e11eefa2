import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('quotes each cell, and ends each line as the standard says', () => {
  expect(
    csvOf([
      ['a', 'b "c", d'],
      ['', 'e\nf'],
    ]),
  ).toBe('\ufeff"a","b ""c"", d"\r\n"","e\nf"\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '  =1', '\uff1d1+1'])(
  'gives a spreadsheet no formula in %j',
  (text) => {
    expect(csvOf([[text]])).toBe(`\ufeff"'${text}"\r\n`);
  },
);

it.each(['a=b', 'https://acme.example/?a=1', '2026-11-22T10:00:00Z', '12'])('leaves %j as it is', (text) => {
  expect(csvOf([[text]])).toBe(`\ufeff"${text}"\r\n`);
});
