import { DOCUMENTS } from '@parley/protocol';
import type { TestOwner } from './test-owner.ts';

const PREFIXES = `@prefix dc: <http://purl.org/dc/elements/1.1/>.
@prefix dct: <http://purl.org/dc/terms/>.
@prefix foaf: <http://xmlns.com/foaf/0.1/>.
@prefix parley: <https://w3id.org/parley#>.
@prefix sioc: <http://rdfs.org/sioc/ns#>.
@prefix solid: <http://www.w3.org/ns/solid/terms#>.
@prefix wf: <http://www.w3.org/2005/01/wf/flow#>.
@prefix xsd: <http://www.w3.org/2001/XMLSchema#>.
`;
const FIRST_DAY = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;

/** A list of so many issues: "Matter 0" is the newest, every second one is open. They have no documents of their own. */
export function manyIssues(count: number): string {
  const issues = Array.from({ length: count }, (_, at) => {
    const created = new Date(FIRST_DAY - at * MINUTE_MS).toISOString();
    return `<${at}.ttl#this> a parley:state-${at % 2 === 0 ? 'open' : 'closed'}; wf:tracker <#this>; dc:title "Matter ${at}";
  parley:kind parley:kind-question; dct:created "${created}"^^xsd:dateTime; parley:vendor <../${DOCUMENTS.vendors}#acme>.`;
  });
  return `${PREFIXES}<#this> a wf:Tracker.\n${issues.join('\n')}\n`;
}

/**
 * Adds an issue as SolidOS does: a statement each to the list, and a document of its own, here with what others have written. It is for nobody yet.
 *
 * Text beyond ASCII belongs into the document: the pod server in memory counts characters as bytes in what it has patched, and cuts its end off.
 */
export async function writeAsSolidOs(
  owner: TestOwner,
  issue: { readonly name: string; readonly title: string; readonly text: string },
): Promise<void> {
  const [list, url] = ['issues/index.ttl', `issues/${issue.name}.ttl`].map((path) => owner.pod.resolve(path));
  const now = `"${new Date().toISOString()}"^^xsd:dateTime`;
  const send = async (to: string | undefined, method: string, type: string, body: string) => {
    const headers = { 'content-type': type };
    const { status } = await owner.fetch(to ?? '', { method, headers, body: PREFIXES + body });
    if (status >= 300) throw new Error(`The pod server answered ${status}.`);
  };
  await send(
    url,
    'PUT',
    'text/turtle',
    `<#this> wf:tracker <index.ttl#this>; wf:description ${JSON.stringify(issue.text)}; wf:message <#Msg1>.
<#Msg1> sioc:content ${JSON.stringify(issue.text)}; dct:created ${now}; foaf:maker <https://attacker.example/>.`,
  );
  await send(
    list,
    'PATCH',
    'text/n3',
    `_:patch a solid:InsertDeletePatch; solid:inserts {
  <${url}#this> a parley:state-open; wf:tracker <${list}#this>; dc:title ${JSON.stringify(issue.title)}; dct:created ${now}.
}.`,
  );
}
