import { onlyIri } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { ACL } from '../rdf/vocabulary.ts';
import { type AccessLanguage, type AccessMode, MODES } from './access-language.ts';
import { parentOf, type ResourceStore } from './resource-store.ts';

const AGENT_CLASS = 'http://www.w3.org/ns/auth/acl#agentClass';
const EVERYBODY = 'http://xmlns.com/foaf/0.1/Agent';

/** By the nearest `.acl` above a resource. @see https://solidproject.org/TR/wac */
export const WEB_ACCESS_CONTROL: AccessLanguage = {
  suffix: '.acl',
  modesOf,
  headers: (store, url, agent) => ({ 'wac-allow': wacAllow(store, url, agent) }),
  rulesLinks: [],
  podRules: (webId, storage) => {
    const owner = (target: string): string => `
      <#owner> a acl:Authorization; acl:agent <${webId}>; acl:accessTo <${target}>; acl:default <${target}>;
        acl:mode acl:Read, acl:Write, acl:Control.`;
    const acl = '@prefix acl: <http://www.w3.org/ns/auth/acl#>.';
    const card = `${storage}profile/card`;
    return {
      storage: acl + owner(storage),
      card: `${acl}${owner(card)} <#public> a acl:Authorization; acl:accessTo <${card}>; acl:mode acl:Read;
        acl:agentClass <${EVERYBODY}>.`,
    };
  },
};

function modesOf(store: ResourceStore, url: string, agent: string | undefined): ReadonlySet<AccessMode> {
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

function wacAllow(store: ResourceStore, url: string, agent: string | undefined): string {
  const list = (modes: ReadonlySet<AccessMode>): string => [...modes].sort().join(' ');
  const user = list(modesOf(store, url, agent));
  const everybody = list(modesOf(store, url, undefined));
  return `user="${user}"${everybody === '' ? '' : `,public="${everybody}"`}`;
}
