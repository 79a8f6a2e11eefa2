import { effectivePolicies } from '../access/effective-policies.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { ACP } from '../rdf/vocabulary.ts';
import { type AccessLanguage, type AccessMode, MODES } from './access-language.ts';
import { parentOf, type ResourceStore } from './resource-store.ts';

/** By every `.acr` above a resource. @see https://solid.github.io/authorization-panel/acp-specification/ */
export const ACCESS_CONTROL_POLICIES: AccessLanguage = {
  suffix: '.acr',
  modesOf,
  headers: () => ({}),
  rulesLinks: [`<${ACP.AccessControlResource}>; rel="type"`],
  podRules: (webId, storage) => {
    const rules = (target: string, agent: string, modes: string, reach: string): string => `
      @prefix acl: <http://www.w3.org/ns/auth/acl#>. @prefix acp: <${ACP.resource.replace('resource', '')}>.
      <#rules> a acp:AccessControlResource; acp:resource <${target}>; ${reach}.
      <#control> a acp:AccessControl; acp:apply [ a acp:Policy; acp:allow ${modes}; acp:anyOf [ a acp:Matcher; acp:agent ${agent} ] ].`;
    const all = 'acl:Read, acl:Write, acl:Control';
    const everywhere = 'acp:accessControl <#control>; acp:memberAccessControl <#control>';
    return {
      storage: rules(storage, `<${webId}>`, all, everywhere),
      card: rules(`${storage}profile/card`, 'acp:PublicAgent', 'acl:Read', 'acp:accessControl <#control>'),
    };
  },
};

function modesOf(store: ResourceStore, url: string, agent: string | undefined): ReadonlySet<AccessMode> {
  const granted = new Set<AccessMode>();
  const denied = new Set<string>();
  const allowed = new Set<string>();
  for (let target: string | undefined = url; target !== undefined; target = parentOf(target)) {
    const rules = store.get(`${target}.acr`);
    if (rules === undefined) continue;
    const graph = parseTurtle(rules.body, `${target}.acr`);
    const reach = target === url ? 'here' : 'inside';
    const said = effectivePolicies({ graph, target, reach, agent });
    for (const mode of said.allowed) allowed.add(mode);
    for (const mode of said.denied) denied.add(mode);
  }
  for (const mode of allowed) {
    if (!denied.has(mode)) for (const each of MODES[mode] ?? []) granted.add(each);
  }
  return granted;
}
