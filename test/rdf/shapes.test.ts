import { writeApproved, writeShape } from '@parley/pod-client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTurtle, violations } from '../support/rdf.ts';
import { categoryOf } from '../support/seed-pod.ts';
import { withWarranties } from '../support/warranties.ts';
import { randomItems } from './random-items.ts';

const shapeOf = (category: Parameters<typeof writeShape>[0]) => parseTurtle(writeShape(category));

describe.each([...withWarranties.values()])('the shape of $name', (category) => {
  it('fits every answer', async () => {
    const shape = shapeOf(category);
    await fc.assert(
      fc.asyncProperty(randomItems(category), async (items) => {
        const turtle = writeApproved({ form: 'text/turtle', category, items });
        expect(await violations(shape, parseTurtle(turtle))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('names every field in plain words', () => {
    const names = shapeOf(category).filter(({ predicate }) => predicate.value.endsWith('#name'));
    const expected = Object.entries(category.fields)
      .filter(([, { predicate }]) => !predicate.endsWith('#type'))
      .map(([name]) => name);
    expect(names.map(({ object }) => object.value)).toEqual(expected);
  });
});

const PREFIXES = `@prefix p: <https://w3id.org/parley#>. @prefix s: <https://schema.org/>. @prefix w: <http://www.w3.org/2005/01/wf/flow#>.
  @prefix d: <http://purl.org/dc/terms/>. @prefix c: <http://rdfs.org/sioc/ns#>. @prefix e: <http://purl.org/dc/elements/1.1/>.`;
const issue = '<urn:parley:item_x> a w:Task;';
const preference = '<urn:parley:item_x> a p:Preference;';
const message =
  'c:content "hi"; d:created "2026-11-22T10:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>';

it.each([
  ['issues', 'two titles', `${issue} e:title "a", "b".`, 'title'],
  ['issues', 'two states', `${issue} a p:state-open, p:state-closed.`, 'type'],
  ['issues', 'a state of another list', `${issue} a p:kind-fault.`, 'type'],
  ['issues', 'a text that is an IRI', `${issue} e:title <https://pod.example/>.`, 'title'],
  ['issues', 'a day for an instant', `${issue} d:created "2026-11-22".`, 'created'],
  ['issues', 'a statement of the pod', `${issue} p:vendor <https://pod.example/vendors.ttl#a>.`, 'vendor'],
  [
    'issues',
    'a message of nobody',
    `${issue} w:message <urn:parley:m>. <urn:parley:m> ${message}.`,
    'message',
  ],
  [
    'issues',
    'a message by a WebID',
    `${issue} w:message <urn:parley:m>. <urn:parley:m> ${message}; p:from p:from-owner; <http://xmlns.com/foaf/0.1/maker> <https://a.example/#me>.`,
    'message',
  ],
  ['preferences', 'a word that is none', `${preference} p:strength p:strength-maybe.`, 'strength'],
  ['preferences', 'a value in another unit', `${preference} s:value "1"^^<urn:unit:m>.`, 'value'],
  ['preferences', 'whom it is for', `${preference} p:appliesTo p:Everyone.`, 'appliesTo'],
  ['preferences', 'a node without a name', '[] a p:Preference.', 'the item'],
])('the shape of %s does not fit %s', async (name, _what, turtle, path) => {
  const found = await violations(shapeOf(categoryOf(name)), parseTurtle(PREFIXES + turtle));
  expect(found.map((each) => each.replace(/.*[#/]/, ''))).toContain(path);
});
