import { categories, type DataCategory, WF } from '@parley/protocol';
import { graph, type IndexedFormula, parse, sym, uri } from 'rdflib';
import { describe, expect, it } from 'vitest';
import { connectParley } from '../connection/connect-parley.ts';
import { createItem } from '../data/create-item.ts';
import { parseList } from '../data/parse-list.ts';
import { trackerDocument } from '../data/tracker.ts';
import { openPod } from '../open-pod.ts';
import { createInMemoryPods } from '../testing/index.ts';
import { serialise } from './serialise.ts';

const issues = categories.get('issues') as DataCategory;
const container = 'https://pod.example/parley/';
const rdfs = (name: string) => sym(`http://www.w3.org/2000/01/rdf-schema#${name}`);
const owl = (name: string) => sym(`http://www.w3.org/2002/07/owl#${name}`);
const rdfType = sym('http://www.w3.org/1999/02/22-rdf-syntax-ns#type');

function load(documents: Record<string, string>): IndexedFormula {
  const store = graph();
  for (const [url, turtle] of Object.entries(documents)) parse(turtle, store, url, 'text/turtle');
  return store;
}

/** As issue-pane's getState does it: exactly one class of the issue lies under the tracker's issue class. */
function stateAsSolidOs(kb: IndexedFormula, issue: string): string {
  const tracker = kb.the(sym(issue), sym(WF.tracker), null, sym(issue).doc());
  const states = kb.any(tracker as never, sym(WF.issueClass));
  const types = kb.each(sym(issue), rdfType).filter((type) => kb.holds(type, rdfs('subClassOf'), states));
  expect(types).toHaveLength(1);
  return types[0]?.value ?? '';
}

describe('what SolidOS reads of our issues, with its own library', () => {
  const index = `${container}issues/index.ttl`;
  const turtle = trackerDocument(issues, {
    container,
    title: 'My issues',
    createdAt: '2026-11-22T10:00:00Z',
  });

  it('finds the tracker, its list of states, and each of them as open or closed', () => {
    const kb = load({ [index]: turtle });
    const tracker = sym(`${index}#this`);
    const states = kb.any(tracker, sym(WF.issueClass));
    const list = kb.any(states as never, owl('disjointUnionOf'), null, tracker.doc()) as unknown as {
      elements: { value: string }[];
    };
    const ours = Object.values(issues.fields['state']?.values ?? {});
    expect(list.elements.map(({ value }) => value)).toEqual(ours);
    const subclasses = kb.each(null, rdfs('subClassOf'), states as never, tracker.doc());
    expect(subclasses.map(({ value }) => value).sort()).toEqual(ours.toSorted());
    const isOpen = (state: string) => kb.holds(sym(state), rdfs('subClassOf'), sym(WF.Open));
    expect(ours.filter((state) => !isOpen(state))).toEqual(['https://w3id.org/parley#state-closed']);
    expect(kb.any(tracker, sym(WF.stateStore))?.value).toBe(index);
    // As newIssue names an issue.
    const template = kb.anyValue(tracker, sym(WF.issueURITemplate)) ?? '';
    expect(uri.join(template, index).replace('{N}', '1764')).toBe(`${container}issues/1764.ttl#this`);
  });

  it('still finds the list after Community Solid Server has written it out as single nodes', () => {
    const rewritten = turtle.replace(/\(([^)]*)\)/, (_list, items: string) => {
      const nodes = items.trim().split(/\s+/);
      const rest = (at: number) => (at < nodes.length ? `_:n${at}` : 'rdf:nil');
      const triples = nodes.map((node, at) => `_:n${at} rdf:first ${node}; rdf:rest ${rest(at + 1)}.`);
      return `_:n0.\n${triples.join('\n')}\n<#last> <#is> <#here>`;
    });
    const kb = load({ [index]: `@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>.\n${rewritten}` });
    const list = kb.any(sym(`${index}#Status`), owl('disjointUnionOf')) as unknown as { elements: unknown[] };
    expect(list.elements).toHaveLength(5);
  });

  it('reads the state, the title and the tracker of an issue from where it looks for each', async () => {
    const pods = createInMemoryPods();
    const owner = pods.createPod('ann');
    const connected = await connectParley({
      ...owner,
      gatewayWebId: 'https://gateway.example/#id',
      nonce: 'n',
    });
    const pod = openPod({ ...connected, ...owner });
    const fields = { title: 'Broken', state: 'answered', kind: 'fault', description: 'It does nothing' };
    const { id } = await createItem(pod, { category: issues, fields, audience: [] });
    const read = async (path: string) => [
      pod.resolve(path),
      await (await owner.fetch(pod.resolve(path))).text(),
    ];
    const kb = load(Object.fromEntries([await read('issues/index.ttl'), await read(`issues/${id}.ttl`)]));
    const issue = `${pod.container}issues/${id}.ttl#this`;
    expect(stateAsSolidOs(kb, issue)).toBe('https://w3id.org/parley#state-answered');
    expect(kb.any(sym(issue), sym('http://purl.org/dc/elements/1.1/title'))?.value).toBe('Broken');
  });
});

describe('what we read of issues that SolidOS made', () => {
  const prefixes = `@prefix : <#>. @prefix wf: <http://www.w3.org/2005/01/wf/flow#>. @prefix owl: <http://www.w3.org/2002/07/owl#>.
    @prefix dc: <http://purl.org/dc/elements/1.1/>. @prefix dct: <http://purl.org/dc/terms/>.
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#>. @prefix xsd: <http://www.w3.org/2001/XMLSchema#>.`;
  const created = 'dct:created "2026-11-22T10:00:00.000Z"^^xsd:dateTime';

  it('takes wf:Open and wf:Closed, and the states of a tracker of its own, for open and closed', () => {
    const turtle = `${prefixes}
      :this a wf:Tracker; wf:issueClass :Bug; wf:stateStore <>.
      :Bug rdfs:subClassOf wf:Task; owl:disjointUnionOf (:New :Rejected).
      :New rdfs:subClassOf :Bug, :Pending. :Pending rdfs:subClassOf wf:Open. :Rejected rdfs:subClassOf :Bug, wf:Closed.
      <1764.ttl#this> wf:tracker :this; dc:title "One"; ${created}; a wf:Open.
      <1765.ttl#this> wf:tracker :this; dc:title "Two"; ${created}; a wf:Closed.
      <1766.ttl#this> wf:tracker :this; dc:title "Three"; ${created}; a :New.
      :Iss1767 wf:tracker :this; dc:title "Four"; ${created}; a :Rejected.
      <1768.ttl#this> wf:tracker :this; dc:title "Five"; ${created}; a :Unknown.
      <1769.ttl#this> wf:tracker :this; dc:title "Six"; ${created}; a :New, :Rejected.
      <https://elsewhere.example/i#this> wf:tracker :this; dc:title "Seven"; ${created}; a wf:Open.`;
    const { items, rejected } = parseList(issues, { turtle, container });
    expect(items.map(({ id, fields }) => [id, fields['state'], fields['kind']])).toEqual([
      ['1764', 'open', 'question'],
      ['1765', 'closed', 'question'],
      ['1766', 'open', 'question'],
      ['index#Iss1767', 'closed', 'question'],
    ]);
    expect(items.every(({ audience }) => audience.length === 0)).toBe(true);
    expect(rejected).toEqual([
      { id: '1768', reason: 'field', field: 'state' },
      { id: '1769', reason: 'field', field: 'state' },
      { reason: 'address' },
    ]);
  });
});

describe('exporting a document', () => {
  const turtle = '<#a> <https://schema.org/description> "A \\"quoted\\" wish"@en.';

  it.each([
    ['application/ld+json', '"@language": "en"'],
    ['application/rdf+xml', 'xml:lang="en"'],
    ['application/n-triples', '<https://pod.example/x#a> <https://schema.org/description>'],
    ['text/turtle', '"A \\"quoted\\" wish"@en'],
  ] as const)('writes %s', async (format, part) => {
    expect(await serialise(turtle, 'https://pod.example/x', format)).toContain(part);
  });

  it('refuses what cannot be parsed, without its words', async () => {
    const error = await serialise('<a> secret', 'https://pod.example/x', 'text/turtle').catch(
      (each: unknown) => each,
    );
    expect(error).toMatchObject({ code: 'content_rejected', message: 'The document cannot be read.' });
  });
});
