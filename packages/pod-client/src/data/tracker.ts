import { type DataCategory, DC_TITLE, DCT, RDF_TYPE, WF } from '@parley/protocol';
import type { Statement } from '../rdf/term.ts';
import { about, dateTime, iri, text } from '../rdf/terms.ts';
import { OWL_DISJOINT_UNION_OF, RDFS_LABEL, RDFS_SUBCLASS_OF } from '../rdf/vocabulary.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import { listAddress } from './item-address.ts';

/** SolidOS expands it, relative to the state store, to a new name in milliseconds. */
const ISSUE_TEMPLATE = '{N}.ttl#this';

export function trackerIri(document: string): string {
  return `${document}#this`;
}

/**
 * The document of an issue tracker as SolidOS expects one: the tracker, its states, and the state store in one.
 * The list of states is the only part without names: SolidOS reads it from a list and nothing else.
 */
export function trackerDocument(
  category: DataCategory,
  options: { readonly container: string; readonly title: string; readonly createdAt: string },
): string {
  const document = listAddress(category, options.container);
  const tracker = trackerIri(document);
  const status = `${document}#Status`;
  const states = Object.entries(category.fields['state']?.values ?? {});
  const statements: Statement[] = [
    ...about(tracker, [
      [RDF_TYPE, iri(WF.Tracker)],
      [DC_TITLE, text(options.title)],
      [DCT.created, dateTime(options.createdAt)],
      [WF.issueClass, iri(status)],
      [WF.initialState, states[0] === undefined ? undefined : iri(states[0][1])],
      [WF.stateStore, iri(document)],
      [WF.issueURITemplate, text(ISSUE_TEMPLATE)],
    ]),
    ...about(status, [
      [RDFS_SUBCLASS_OF, iri(WF.Task)],
      // SolidOS's word for one of them: "New issue".
      [RDFS_LABEL, text('issue')],
    ]),
    ...states.flatMap(([word, state]) =>
      about(state, [
        [RDFS_SUBCLASS_OF, iri(status)],
        [RDFS_SUBCLASS_OF, iri(word === 'closed' ? WF.Closed : WF.Open)],
        [RDFS_LABEL, text(word)],
      ]),
    ),
  ];
  const items = states.map(([, state]) => iri(state));
  return writeTurtle(statements, [{ subject: status, predicate: OWL_DISJOINT_UNION_OF, items }]);
}
