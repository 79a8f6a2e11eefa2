// What SolidOS writes by code that cannot be called from here, statement for statement, sent by its own store.

import { Literal, lit, type NamedNode, Namespace, st } from 'rdflib';
import type { SolidOs } from './solid-os.ts';

const dc = Namespace('http://purl.org/dc/elements/1.1/');
const rdf = Namespace('http://www.w3.org/1999/02/22-rdf-syntax-ns#');
const rdfs = Namespace('http://www.w3.org/2000/01/rdf-schema#');

/**
 * An issue as `newIssue.js` of issue-pane 3.1.0 makes it. Its button stops before it writes anything in a tracker that
 * has an issue template: it takes the parts of a date from a literal that holds no text.
 */
export async function writeNewIssue({ store, ns }: SolidOs, iri: string, title: string): Promise<string> {
  const tracker = store.sym(iri);
  await store.fetcher.load(tracker.doc());
  const stateStore = store.any(tracker, ns.wf('stateStore')) as NamedNode;
  const template = store.anyValue(tracker, ns.wf('issueURITemplate')) ?? '';
  const name = template.replace('{N}', String(Date.now()));
  const issue = store.sym(new URL(name, stateStore.uri).href);
  const states = store.each(tracker, ns.wf('initialState')) as NamedNode[];
  await store.updater.updateMany(
    [],
    [
      st(issue, ns.wf('tracker'), tracker, stateStore),
      st(issue, dc('title'), lit(title), stateStore),
      st(issue, ns.dct('created'), Literal.fromDate(new Date()), stateStore),
      ...states.map((state) => st(issue, rdf('type'), state, stateStore)),
      st(issue, ns.wf('tracker'), tracker, issue.doc()),
      st(issue, rdfs('seeAlso'), stateStore, issue.doc()),
    ],
  );
  return issue.value;
}

/** Another wording of a message, or its deletion, as `ChatChannel.updateMessage` of solid-ui 4.0.0 writes it. */
export async function replaceMessage(
  { store, ns }: SolidOs,
  before: { readonly iri: string; readonly maker: string },
  after: { readonly content: string; readonly isDeletion?: boolean },
): Promise<string> {
  const old = store.sym(before.iri);
  const document = old.doc();
  const at = new Date();
  const now = Literal.fromDate(at);
  const message = store.sym(`${document.uri}#Msg${at.getTime()}`);
  await store.updater.updateMany(
    [],
    [
      st(old, ns.dct('isReplacedBy'), message, document),
      ...(after.isDeletion === true ? [st(message, ns.schema('dateDeleted'), now, document)] : []),
      st(message, ns.sioc('content'), lit(after.content), document),
      st(message, ns.dct('created'), now, document),
      st(message, ns.foaf('maker'), store.sym(before.maker), document),
    ],
  );
  return message.value;
}
