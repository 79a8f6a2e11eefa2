import { RDF_TYPE } from '@parley/protocol';
import type { Statement } from '../rdf/term.ts';
import { about, iri } from '../rdf/terms.ts';
import { ACL, ACP } from '../rdf/vocabulary.ts';
import type { RuleOptions } from './access-rules.ts';

const MODES = ['Read', 'Append', 'Write', 'Control'] as const;
type Mode = (typeof MODES)[number];

interface Policy {
  readonly name: string;
  readonly allow?: readonly Mode[];
  readonly deny?: readonly Mode[];
  readonly agents: readonly string[];
  readonly except?: readonly string[];
}

/**
 * The whole rules of a resource as Access Control Policies. Here a resource inherits every policy above it and cannot end that, and
 * a denial wins. So each place also denies: to the gateway what it is not to have here, and everything to all who are not named here.
 *
 * @see https://solid.github.io/authorization-panel/acp-specification/
 */
export function policies(options: RuleOptions): Statement[] {
  const { rules, target, kept } = options;
  const named = kept.find(
    ({ predicate, object }) => predicate === ACP.resource && object.value === target,
  )?.subject;
  const here = [ownersPolicy(options), ...gatewaysPolicies(options, 'here'), othersPolicy(options)];
  const inside = [ownersPolicy(options), ...gatewaysPolicies(options, 'inside'), othersPolicy(options)];
  const isContainer = target.endsWith('/');
  return [
    ...about(named ?? rules, [
      [RDF_TYPE, named === undefined ? iri(ACP.AccessControlResource) : undefined],
      [ACP.resource, named === undefined ? iri(target) : undefined],
      [ACP.accessControl, iri(`${rules}#parley-here`)],
      [ACP.memberAccessControl, isContainer ? iri(`${rules}#parley-inside`) : undefined],
    ]),
    ...accessControl(`${rules}#parley-here`, rules, here),
    ...(isContainer ? accessControl(`${rules}#parley-inside`, rules, inside) : []),
  ];
}

function ownersPolicy({ ownerWebId }: RuleOptions): Policy {
  return { name: 'owner', allow: MODES, agents: [ownerWebId] };
}

function gatewaysPolicies({ gatewayWebId, gateway }: RuleOptions, reach: 'here' | 'inside'): Policy[] {
  if (gatewayWebId === undefined || gateway === undefined) return [];
  const agents = [gatewayWebId];
  const allow = gateway[reach];
  const withheld = MODES.filter((mode) => !allow.some((each) => each === mode));
  const given = allow.length === 0 ? [] : [{ name: `gateway-${reach}`, allow, agents }];
  // A denial inside would be inherited by places that allow more; where nothing is allowed inside, there are none.
  const denies = reach === 'here' || allow.length === 0;
  return [...given, ...(denies ? [{ name: `gateway-not-${reach}`, deny: withheld, agents }] : [])];
}

function othersPolicy({ ownerWebId, gatewayWebId, gateway, kept }: RuleOptions): Policy {
  const theirs = kept.flatMap(({ predicate, object }) => (predicate === ACP.agent ? [object.value] : []));
  const gateways = gatewayWebId === undefined || gateway === undefined ? [] : [gatewayWebId];
  const except = [...new Set([ownerWebId, ...gateways, ...theirs])];
  return { name: 'others', deny: MODES, agents: [ACP.PublicAgent], except };
}

function accessControl(subject: string, rules: string, applied: readonly Policy[]): Statement[] {
  return [
    ...about(subject, [
      [RDF_TYPE, iri(ACP.AccessControl)],
      ...applied.map(({ name }) => [ACP.apply, iri(`${rules}#parley-${name}`)] as const),
    ]),
    ...applied.flatMap((each) => policy(`${rules}#parley-${each.name}`, each)),
  ];
}

function policy(subject: string, { allow = [], deny = [], agents, except }: Policy): Statement[] {
  const modes = (names: readonly Mode[], predicate: string) =>
    names.map((name) => [predicate, iri(ACL[name])] as const);
  return [
    ...about(subject, [
      [RDF_TYPE, iri(ACP.Policy)],
      ...modes(allow, ACP.allow),
      ...modes(deny, ACP.deny),
      [ACP.anyOf, iri(`${subject}-agents`)],
      [ACP.noneOf, except === undefined ? undefined : iri(`${subject}-except`)],
    ]),
    ...matcher(`${subject}-agents`, agents),
    ...(except === undefined ? [] : matcher(`${subject}-except`, except)),
  ];
}

function matcher(subject: string, agents: readonly string[]): Statement[] {
  return about(subject, [
    [RDF_TYPE, iri(ACP.Matcher)],
    ...agents.map((agent) => [ACP.agent, iri(agent)] as const),
  ]);
}
