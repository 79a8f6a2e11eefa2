import { onlyIri } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { ACL } from '../rdf/vocabulary.ts';
import { parentOf, type ResourceStore } from './resource-store.ts';

export type AccessMode = 'read' | 'append' | 'write' | 'control';

const MODES: Readonly<Record<string, readonly AccessMode[]>> = {
  [ACL.Read]: ['read'],
  [ACL.Append]: ['append'],
  [ACL.Write]: ['append', 'write'],
  [ACL.Control]: ['control'],
};
const AGENT_CLASS = 'http://www.w3.org/ns/auth/acl#agentClass';
const EVERYBODY = 'http://xmlns.com/foaf/0.1/Agent';

/** What an agent may do with a resource, by the nearest `.acl` above it. @see https://solidproject.org/TR/wac */
export function modesOf(
  store: ResourceStore,
  url: string,
  agent: string | undefined,
): ReadonlySet<AccessMode> {
  for (let target: string | undefined = url; target !== undefined; target = parentOf(target)) {
    const rules = store.get(`${target}.acl`);
    if (rules === undefined) continue;
    const graph = parseTurtle(rules.body, `${target}.acl`);
    const applies = target === url ? ACL.accessTo : ACL.default;
    const granted = new Set<AccessMode>();
    for (const rule of graph.subjects(applies, target)) {
      const isForAgent =
        (agent !== undefined && graph.objects(rule, ACL.agent).some((term) => term.value === agent)) ||
        onlyIri(graph, rule, AGENT_CLASS) === EVERYBODY;
      if (!isForAgent || !graph.types(rule).includes(ACL.Authorization)) continue;
      for (const { value } of graph.objects(rule, ACL.mode))
        for (const mode of MODES[value] ?? []) granted.add(mode);
    }
    return granted;
  }
  return new Set();
}

/** The access header of an answer. */
export function wacAllow(store: ResourceStore, url: string, agent: string | undefined): string {
  const list = (modes: ReadonlySet<AccessMode>): string => [...modes].sort().join(' ');
  const user = list(modesOf(store, url, agent));
  const everybody = list(modesOf(store, url, undefined));
  return `user="${user}"${everybody === '' ? '' : `,public="${everybody}"`}`;
}
