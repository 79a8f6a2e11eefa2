import { categories, type DataCategory } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import type { ReadDecision } from './authorize-read.ts';
import { readQuery } from './read-query.ts';

const decisionFor = (name: string, fields: readonly string[]): ReadDecision => ({
  purpose: 'p',
  category: categories.get(name) as DataCategory,
  fields,
  filter: {},
});
const issues = decisionFor('issues', ['title', 'state']);
const ask = (search: string, decision = issues) => readQuery(search, decision, 'list');

it('asks for all approved fields, 50 items, without a filter of its own', () => {
  expect(ask('')).toEqual({ fields: ['title', 'state'], filter: { addressee: 'anyone' }, limit: 50 });
  expect(ask('', decisionFor('preferences', ['topic']))).toEqual({
    fields: ['topic'],
    filter: {},
    limit: 50,
  });
});

it('A49b leaves out field names that are unknown and those that are hidden, alike', () => {
  const unknown = ask('fields=title,nonsense');
  for (const hidden of ['kind', 'description', 'id', 'audience', '__proto__', 'toString']) {
    expect(ask(`fields=title,${hidden}`)).toEqual(unknown);
  }
  expect(ask('fields=nonsense')).toEqual(ask('fields=kind'));
  expect(unknown).toMatchObject({ fields: ['title'] });
  expect(ask('fields=state&fields=title')).toMatchObject({ fields: ['title', 'state'] });
  expect(ask('fields=')).toMatchObject({ fields: [] });
});

it('A49c, A49f takes a filter by a hidden field as it takes one that never existed, whatever its value', () => {
  const without = ask('');
  for (const search of [
    'kinds=fault',
    'kinds=',
    'kinds=nonsense&kinds=fault',
    'nonsense=1',
    'sort=modifiedAt',
    '__proto__=1',
  ]) {
    expect(ask(search)).toEqual(without);
  }
});

it('narrows by approved fields, in one parameter or several, in any order', () => {
  expect(ask('states=open,closed')).toMatchObject({ filter: { states: ['closed', 'open'] } });
  expect(ask('states=closed&states=open&states=open')).toEqual(ask('states=open,closed'));
  expect(ask('addressee=requester')).toMatchObject({ filter: { addressee: 'requester' } });
});

describe('is not understood where a parameter has a value that it does not take:', () => {
  it.each([
    'limit=0',
    'limit=201',
    'limit=-1',
    'limit=1.5',
    'limit=',
    'limit=x',
    'limit=1e2',
    'limit=1&limit=2',
    'cursor=a&cursor=b',
    'addressee=everyone',
    'addressee=',
    'addressee=requester,anyone',
    `x=${'y'.repeat(5_000)}`,
  ])('%s', (search) => {
    expect(ask(search)).toBeUndefined();
  });
});

it('takes 1 to 200 items a page', () => {
  expect([ask('limit=1')?.limit, ask('limit=200')?.limit]).toEqual([1, 200]);
});

it('knows only fields for one item: whatever else is there has no effect', () => {
  expect(readQuery('fields=title&limit=0&cursor=a&states=closed&addressee=x', issues, 'item')).toEqual({
    fields: ['title'],
    filter: { addressee: 'anyone' },
    limit: 1,
  });
});
