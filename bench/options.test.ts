import { expect, it } from 'vitest';
import { readOptions, WrongUse } from './options.ts';

const rows = ['warm-read', 'soak'];

it('takes rows by their names, and quick', () => {
  expect(readOptions(['--quick', '--only', 'soak', '--only', 'warm-read'], rows)).toEqual({
    isQuick: true,
    only: ['soak', 'warm-read'],
    isProfile: false,
    isHelp: false,
  });
});

it('profiles the warm read where no row is named', () => {
  expect(readOptions(['--profile'], rows).only).toEqual(['warm-read']);
  expect(readOptions(['--profile', '--only', 'soak'], rows).only).toEqual(['soak']);
});

it.each([[['--only', 'speed']], [['--fast']], [['warm-read']]])('refuses %o', (words) => {
  expect(() => readOptions(words, rows)).toThrow(WrongUse);
});
