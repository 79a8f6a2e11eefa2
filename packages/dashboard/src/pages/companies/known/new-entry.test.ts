import { expect, it } from 'vitest';
import { newEntryOf, siteOf } from './new-entry.ts';

it('takes a site as one types it, and nothing that is none', () => {
  expect(siteOf(' acme.example ')).toBe('https://acme.example/');
  expect(siteOf('http://acme.example/shop')).toBe('http://acme.example/shop');
  expect(siteOf('localhost:8080')).toBe('https://localhost:8080/');
  for (const typed of [
    '',
    'acme',
    'javascript:alert(1)',
    'javascript://x.y/%0Aalert(1)',
    'a b.c',
    'https://me:pw@a.example',
  ])
    expect(siteOf(typed)).toBeUndefined();
});

it('enters a company with a name of a length that it did not choose', () => {
  const vendor = { vendorId: 'https://a.example/client.json', knownBy: 'document' as const, held: false };
  const entry = newEntryOf({ ...vendor, name: `A\u202e${'x'.repeat(500)}`, site: 'javascript:alert(1)' });
  expect(entry).toMatchObject({ clientId: vendor.vendorId, circles: [] });
  expect(entry.name).toMatch(/^A x{78}$/);
  expect(entry).not.toHaveProperty('site');
  expect(newEntryOf({ ...vendor, name: '\u200b' }).name).toBe(vendor.vendorId);
});
