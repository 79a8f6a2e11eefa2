import { expect, it } from 'vitest';
import { companyName, hostOf, mixesAlphabets, webAddress } from './company-name.ts';

it('keeps a name to itself in a sentence', () => {
  expect(companyName({ name: 'Acme' })).toBe('Acme');
  expect(companyName({ name: 'Acme\u202e moc' })).toBe('Acme moc');
  expect(companyName({ name: 'حسن' })).toBe('\u2068حسن\u2069');
  expect([...companyName({ name: '🙂'.repeat(10_000) })]).toHaveLength(61);
});

it('notices letters of two alphabets in one word, and not two words of one each', () => {
  expect(mixesAlphabets('P\u0430ypal')).toBe(true);
  expect(mixesAlphabets('Acme Россия')).toBe(false);
  expect(mixesAlphabets('Müller & Söhne')).toBe(false);
});

it('links to the web alone', () => {
  expect(webAddress('https://acme.example/x')?.host).toBe('acme.example');
  for (const text of [undefined, 'javascript:alert(1)', 'data:text/html,x', 'acme', 'blob:https://a/1'])
    expect(webAddress(text)).toBeUndefined();
  expect(hostOf({ vendorId: 'https://аcme.example/client.json' })).toBe('xn--cme-5cd.example');
  expect(hostOf({ vendorId: 'shop-7' })).toBeUndefined();
});
