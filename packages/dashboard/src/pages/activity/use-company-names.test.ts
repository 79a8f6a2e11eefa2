import { expect, it } from 'vitest';
import { namesOf } from './use-company-names.ts';

it('tells companies apart that use one name, and leaves others their own', () => {
  const names = namesOf([
    { vendorId: 'https://acme.example/client.json', name: 'Acme' },
    { vendorId: 'https://acme.example/client.json', name: 'Acme' },
    { vendorId: 'https://globex.example/client.json', name: 'Globex' },
    { vendorId: 'https://fake.example/client.json', name: 'ACME\u200b' },
    { vendorId: 'shop-7', name: 'acme' },
  ]);
  expect([...names.values()]).toEqual([
    'Acme (acme.example)',
    'Globex',
    'ACME (fake.example)',
    'acme (shop-7)',
  ]);
});
