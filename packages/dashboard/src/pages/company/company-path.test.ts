import { expect, it } from 'vitest';
import { companyIn, companyPath } from './company-path.ts';

it('names a company by whatever id it has', () => {
  for (const id of ['https://shop.example/client.json?a=1%202#x', 'shop', 'a/../b', '100 %', 'ä'])
    expect(companyIn(companyPath(id))).toBe(id);
  expect(companyPath('https://shop.example/c.json')).toBe('/companies/https%3A%2F%2Fshop.example%2Fc.json');
});

it('takes an address that nobody here has made as it is', () => {
  expect(companyIn('/companies/100%')).toBe('100%');
});
