import { categories, type DataCategory, type DataItem, PD, SCHEMA } from '@parley/protocol';
import { expect, it } from 'vitest';
import { laidOut } from './form-layout.ts';
import { changeOf, draftOf, type ItemDraft, rebased, writtenFields } from './item-draft.ts';
import { faultsOf } from './item-faults.ts';
import { sameItem } from './same-item.ts';

const preferences = categories.get('preferences') as DataCategory;
const item: DataItem = {
  id: 'p1',
  fields: {
    topic: 'delivery',
    statement: 'Not\non the doorstep',
    strength: 'prefer',
    value: 3,
    validUntil: '2027-03-01T14:30:00Z',
    modifiedAt: '2026-01-01T00:00:00Z',
  },
  audience: ['acme', 'shops'],
};
const edited = (texts: Record<string, string>, of = draftOf(preferences, item)): ItemDraft => ({
  ...of,
  texts: { ...of.texts, ...texts },
});

it('asks for what a person writes, first what every item has', () => {
  expect(writtenFields(preferences)).toEqual([
    'topic',
    'statement',
    'strength',
    'value',
    'validFrom',
    'validUntil',
  ]);
});

it('makes a form of a category that nobody has foreseen', () => {
  const intents: DataCategory = {
    ...preferences,
    name: 'intents',
    personalData: PD.Preference,
    fields: {
      budget: { predicate: SCHEMA.value, kind: 'value', label: 'the budget', place: 'list' },
      thread: { predicate: SCHEMA.about, kind: 'messages', label: 'the messages', place: 'item' },
      wish: { predicate: SCHEMA.name, kind: 'text', label: 'the wish', required: true, place: 'list' },
    },
  };
  const draft: ItemDraft = {
    ...draftOf(intents),
    texts: { wish: 'A bike', budget: '1200,5' },
    kinds: { budget: 'number' },
  };
  expect(laidOut(intents, draft)).toEqual({ first: ['wish', 'budget'], more: [] });
  expect(changeOf(intents, draft)).toEqual({
    fields: { wish: 'A bike', budget: 1200.5 },
    audience: 'everyone',
  });
});

it('changes nothing that was not touched, not even what a form cannot show exactly', () => {
  expect(changeOf(preferences, draftOf(preferences, item), item)).toEqual({
    fields: {},
    audience: item.audience,
  });
});

it('changes what was touched, and takes away what was emptied', () => {
  const draft = edited({ statement: ' Round the back ', value: '', validUntil: '2027-04-05' });
  const { fields } = changeOf(preferences, draft, item);
  expect(Object.keys(fields)).toEqual(['statement', 'value', 'validUntil']);
  expect(fields).toMatchObject({ statement: 'Round the back', value: undefined });
  const until = new Date(String(fields['validUntil']));
  expect([until.getDate(), until.getHours(), until.getMinutes()]).toEqual([5, 23, 59]);
});

it('keeps a text that looks like a number a text, unless it was said to be one', () => {
  const texts = { topic: 'age', statement: 'over', strength: 'prefer', value: '018' };
  const draft = { ...draftOf(preferences), texts };
  expect(changeOf(preferences, draft).fields['value']).toBe('018');
  expect(changeOf(preferences, { ...draft, kinds: { value: 'number' } }).fields['value']).toBe(18);
  const yes = { ...draft, texts: { ...texts, value: 'false' }, kinds: { value: 'boolean' as const } };
  expect(changeOf(preferences, yes).fields['value']).toBe(false);
});

it('says what is missing or wrong, in the fields that are shown', () => {
  const draft = {
    ...draftOf(preferences),
    texts: { topic: ' ', value: 'many', validFrom: '2027-02-01', validUntil: '2027-01-31' },
    kinds: { value: 'number' as const },
    audience: { mode: 'some' as const, chosen: [] },
  };
  expect(faultsOf(preferences, draft, writtenFields(preferences))).toEqual({
    topic: 'missing',
    statement: 'missing',
    strength: 'missing',
    value: 'number',
    validUntil: 'order',
    audience: 'nobody',
  });
  expect(faultsOf(preferences, edited({ validFrom: '2027-03-01' }), ['validFrom', 'validUntil'])).toEqual({});
});

it('puts an edit on top of what another app has made of the item meanwhile', () => {
  const now: DataItem = { ...item, fields: { ...item.fields, topic: 'parcels', value: true }, audience: [] };
  const draft = edited({ statement: 'Round the back' });
  const merged = rebased(preferences, { draft, seen: item, now });
  expect(changeOf(preferences, merged, now)).toEqual({
    fields: { statement: 'Round the back' },
    audience: [],
  });
  const mine = { ...draft, audience: { mode: 'everyone' as const, chosen: [] } };
  expect(changeOf(preferences, rebased(preferences, { draft: mine, seen: item, now }), now).audience).toBe(
    'everyone',
  );
});

it('tells an item that has changed from one that only was written down in another order', () => {
  expect(sameItem(item, { ...item, audience: ['shops', 'acme'] })).toBe(true);
  expect(sameItem(item, { ...item, audience: 'everyone' })).toBe(false);
  expect(sameItem(item, { ...item, fields: { ...item.fields, value: '3' } })).toBe(false);
});
