import { categories, type DataCategory, type DataItem } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { openPod, type Pod } from '../open-pod.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { createInMemoryPods } from '../testing/index.ts';
import { createItem } from './create-item.ts';
import { listItems, readCategory } from './read-category.ts';
import { readItem } from './read-item.ts';
import { deleteItem, updateItem } from './update-item.ts';

const preferences = categories.get('preferences') as DataCategory;
const issues = categories.get('issues') as DataCategory;
const fields = { topic: 'delivery', statement: 'Ring twice', strength: 'prefer' };

describe('changing items', () => {
  let pod: Pod;
  beforeEach(() => {
    const owner = createInMemoryPods().createPod('ann');
    pod = openPod({ container: `${owner.storage}parley/`, ...owner });
  });
  const write = (path: string, body: string) =>
    pod.fetch(pod.resolve(path), { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body });
  const text = async (path: string) => (await pod.fetch(pod.resolve(path))).text();
  const only = async (category: DataCategory) => {
    const items: DataItem[] = [];
    for await (const item of listItems(pod, { category })) items.push(item);
    expect(items).toHaveLength(1);
    return items[0] as DataItem;
  };

  it.each([
    ['an unknown field', { ...fields, colour: 'red' }, 'colour'],
    [
      'an inherited name',
      JSON.parse('{"topic":"a","statement":"b","strength":"prefer","__proto__":1}'),
      '__proto__',
    ],
    ['a word that is not on the list', { ...fields, strength: 'toString' }, 'strength'],
    ['a missing field', { topic: 'a', statement: 'b' }, 'strength'],
    ['an instant that is none', { ...fields, validUntil: 'tomorrow' }, 'validUntil'],
    ['a number that is none', { ...fields, value: Number.NaN }, 'value'],
    ['a number for a text', { ...fields, topic: 5 }, 'topic'],
  ])('refuses %s before anything is written', async (_name, given, field) => {
    const attempt = createItem(pod, { category: preferences, fields: given, audience: 'everyone' });
    await expect(attempt).rejects.toMatchObject({ code: 'invalid_item', field });
    expect((await pod.fetch(pod.resolve('preferences.ttl'))).status).toBe(404);
  });

  it('keeps what other apps say of the item, and takes an old value away in both spellings', async () => {
    await write(
      'preferences.ttl',
      `@prefix p: <https://w3id.org/parley#>. @prefix old: <http://schema.org/>.
       <#a> a p:Preference; old:propertyID "delivery"; old:description "Ring twice"; p:strength p:strength-prefer;
         <http://purl.org/dc/terms/modified> "2026-11-22T10:00:00Z"; <http://example.org/note> "mine"; p:appliesTo p:Everyone.`,
    );
    const item = await only(preferences);
    await updateItem(pod, { category: preferences, item, fields: { statement: 'Ring once' } });
    expect(await text('preferences.ttl')).toContain('<http://example.org/note> "mine"');
    expect(await text('preferences.ttl')).not.toContain('Ring twice');
    expect((await only(preferences)).fields).toMatchObject({ topic: 'delivery', statement: 'Ring once' });
  });

  describe('a description that SolidOS has written into the list', () => {
    const index = (description: string, subject = '<17.ttl#this>') =>
      `@prefix wf: <http://www.w3.org/2005/01/wf/flow#>.
       ${subject} a wf:Open; wf:tracker <#this>; <http://purl.org/dc/elements/1.1/title> "T"; wf:description "${description}";
         <http://purl.org/dc/terms/created> "2026-11-22T10:00:00Z".`;
    const change = { description: 'New' };

    it('moves to the issue’s own document once it is changed', async () => {
      await write('issues/index.ttl', index('Old'));
      await updateItem(pod, { category: issues, item: await only(issues), fields: change });
      expect(await text('issues/index.ttl')).not.toContain('description');
      expect((await readItem(pod, { category: issues, id: '17' })).fields).toMatchObject(change);
    });

    it('is left alone where it is not as the caller saw it', async () => {
      await write('issues/index.ttl', index('Old'));
      const item = await only(issues);
      await write('issues/index.ttl', index('Newer'));
      const attempt = updateItem(pod, { category: issues, item, fields: change });
      await expect(attempt).rejects.toMatchObject({ code: 'conflict' });
      expect((await readItem(pod, { category: issues, id: '17' })).fields).toMatchObject({
        description: 'Newer',
      });
    });

    it('stays in the list where that is the issue’s document', async () => {
      await write('issues/index.ttl', index('Old', '<#Iss17>'));
      await updateItem(pod, { category: issues, item: await only(issues), fields: change });
      expect((await readItem(pod, { category: issues, id: 'index#Iss17' })).fields).toMatchObject(change);
    });
  });

  it('closes an issue of another app’s tracker in that tracker’s own words', async () => {
    await write(
      'issues/index.ttl',
      `@prefix wf: <http://www.w3.org/2005/01/wf/flow#>. @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#>.
       <#this> a wf:Tracker; wf:issueClass <#Bug>. <#New> rdfs:subClassOf <#Bug>, wf:Open. <#Other> rdfs:subClassOf wf:Closed.
       <#Done> rdfs:subClassOf <#Bug>, wf:Closed. <#Red> rdfs:subClassOf <#Colour>.
       <17.ttl#this> a <#New>, <#Red>; wf:tracker <#this>; <http://purl.org/dc/elements/1.1/title> "T";
         <http://purl.org/dc/terms/created> "2026-11-22T10:00:00Z".`,
    );
    const item = await only(issues);
    const types = async () => {
      const url = pod.resolve('issues/index.ttl');
      const graph = parseTurtle(await text('issues/index.ttl'), url);
      return graph
        .types(`${pod.resolve('issues/17.ttl')}#this`)
        .map((each) => each.slice(url.length))
        .sort();
    };
    const same = await updateItem(pod, { category: issues, item, fields: { severity: 'high' } });
    expect(await types()).toEqual(['#New', '#Red']);
    await updateItem(pod, { category: issues, item: same, fields: { state: 'closed' } });
    expect(await types()).toEqual(['#Done', '#Red']);
    expect((await only(issues)).fields).toMatchObject({ state: 'closed', severity: 'high' });
  });

  it('sees a change of a detail by somebody else, but not a new message, as a conflict', async () => {
    const given = { title: 'Broken', state: 'open', kind: 'fault', description: 'one' };
    const { id } = await createItem(pod, { category: issues, fields: given, audience: [] });
    const seen = await readItem(pod, { category: issues, id });
    // At another time than it was made: the list knows a change of a detail by its time alone.
    const now = () => new Date('2026-11-22T10:00:00Z');
    const other = await updateItem(pod, { category: issues, item: seen, fields: { about: 'Router' }, now });
    const late = updateItem(pod, { category: issues, item: seen, fields: { description: 'two' } });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    await expect(deleteItem(pod, { category: issues, item: seen })).rejects.toMatchObject({
      code: 'conflict',
    });
    await updateItem(pod, { category: issues, item: other, fields: { description: undefined } });
    expect((await readItem(pod, { category: issues, id })).fields['description']).toBeUndefined();
  });

  it('leaves no document behind that is in no list', async () => {
    await write('issues/index.ttl', 'this is not Turtle');
    const given = { title: 'Broken', state: 'open', kind: 'fault' };
    const attempt = createItem(pod, { category: issues, fields: given, audience: [] });
    await expect(attempt).rejects.toMatchObject({ code: 'content_rejected' });
    expect(await text('issues/')).not.toContain('item_');
  });

  it('loses nothing on a server whose ETags have steps of a second', async () => {
    const owner = createInMemoryPods({
      etagStepMs: 1_000,
      now: () => new Date('2026-11-22T10:00:00Z'),
    }).createPod('ann');
    pod = openPod({ container: `${owner.storage}parley/`, ...owner });
    const one = { category: preferences, fields, audience: 'everyone' } as const;
    await Promise.all([createItem(pod, one), createItem(pod, one)]);
    const item = await createItem(pod, one);
    const edits = ['a', 'b', 'c'].map((statement) =>
      updateItem(pod, { ...one, item, fields: { statement } }),
    );
    const results = await Promise.allSettled(edits);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    const reading = await readCategory(pod, { category: preferences });
    expect(reading).toMatchObject({ items: [{}, {}, {}], rejected: [] });
  });

  it('puts a deleted item back as it was, with what others said of it, unless there is one again', async () => {
    const item = await createItem(pod, { category: preferences, fields, audience: 'everyone' });
    const before = `${await text('preferences.ttl')}<#${item.id}> <https://other.example/colour> "red".\n`;
    await write('preferences.ttl', before);
    const { restore } = await deleteItem(pod, { category: preferences, item });
    expect(await text('preferences.ttl')).not.toContain(item.id);
    await restore();
    expect(await only(preferences)).toEqual(item);
    expect(await text('preferences.ttl')).toContain('"red"');
    await expect(restore()).rejects.toMatchObject({ code: 'conflict' });

    const given = { title: 'Line', state: 'open', kind: 'fault', description: 'It drops' };
    const issue = await createItem(pod, { category: issues, fields: given, audience: ['acme'] });
    const deleted = await deleteItem(pod, { category: issues, item: issue });
    await deleted.restore();
    expect(await readItem(pod, { category: issues, id: issue.id })).toMatchObject({ fields: given });
  });

  it('says that an item is gone', async () => {
    const item = await createItem(pod, { category: preferences, fields, audience: 'everyone' });
    await deleteItem(pod, { category: preferences, item });
    await deleteItem(pod, { category: preferences, item });
    const late = updateItem(pod, { category: preferences, item, fields: { value: 1 } });
    await expect(late).rejects.toMatchObject({ code: 'not_found' });
  });
});
