import { DOCUMENTS } from '@parley/protocol';
import type { TestOwner } from './test-owner.ts';

const PREFIXES = `@prefix dc: <http://purl.org/dc/elements/1.1/>.
@prefix dct: <http://purl.org/dc/terms/>.
@prefix parley: <https://w3id.org/parley#>.
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

/** Adds an issue as SolidOS does: to the list, and an own document that says where it belongs. It is for nobody yet. */
export async function writeAsSolidOs(
  owner: TestOwner,
  { name, title }: { readonly name: string; readonly title: string },
): Promise<void> {
  const insert = async (document: string, statements: string) => {
    const { status } = await owner.fetch(owner.pod.resolve(document), {
      method: 'PATCH',
      headers: { 'content-type': 'text/n3' },
      body: `${PREFIXES}@prefix solid: <http://www.w3.org/ns/solid/terms#>.
_:patch a solid:InsertDeletePatch; solid:inserts { ${statements} }.`,
    });
    if (status >= 300) throw new Error(`The pod server answered ${status}.`);
  };
  const list = owner.pod.resolve('issues/index.ttl');
  const issue = owner.pod.resolve(`issues/${name}.ttl`);
  await insert(
    'issues/index.ttl',
    `<${issue}#this> a parley:state-open; wf:tracker <${list}#this>; dc:title ${JSON.stringify(title)};
  dct:created "${new Date().toISOString()}"^^xsd:dateTime.`,
  );
  await insert(`issues/${name}.ttl`, `<${issue}#this> wf:tracker <${list}#this>.`);
}
