import { expect, it } from 'vitest';
import { writerName } from './writer-name.ts';

const known = {
  vendors: [
    { id: 'acme', name: 'Acme', clientId: 'https://acme.example/client.json', circles: [] },
    { id: 'bolt', name: 'Bolt', circles: [] },
  ],
};
const by = (maker?: string) => ({ maker });

it('is the company whose id stands with the message, whomever the issue is for', () => {
  expect(writerName(by('https://acme.example/client.json'), 'everyone', known)).toBe('Acme');
  expect(writerName(by('https://acme.example/client.json'), ['bolt'], known)).toBe('Acme');
});

it('is else the one company that the issue is for', () => {
  expect(writerName(by('https://other.example/'), ['bolt'], known)).toBe('Bolt');
  expect(writerName(by(), ['bolt'], known)).toBe('Bolt');
});

it('is nobody in particular where nothing says who', () => {
  expect(writerName(by('https://other.example/'), 'everyone', known)).toBeUndefined();
  expect(writerName(by(), ['acme', 'bolt'], known)).toBeUndefined();
  expect(writerName(by(), ['gone'], known)).toBeUndefined();
  expect(writerName(by(), ['bolt'], undefined)).toBeUndefined();
});
