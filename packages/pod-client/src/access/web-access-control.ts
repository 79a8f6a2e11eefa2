import { RDF_TYPE } from '@parley/protocol';
import type { Statement, Term } from '../rdf/term.ts';
import { about, iri } from '../rdf/terms.ts';
import { ACL } from '../rdf/vocabulary.ts';
import type { GatewayAccess, RuleOptions } from './access-rules.ts';

const OWNER_MODES = [ACL.Read, ACL.Write, ACL.Control];

/**
 * The whole rules of a resource in Web Access Control. Rules of its own end what a resource inherits, so nobody else has to be
 * shut out.
 *
 * @see https://solidproject.org/TR/wac
 */
export function authorizations(options: RuleOptions): Statement[] {
  const { rules, target, ownerWebId, gatewayWebId, gateway } = options;
  const isContainer = target.endsWith('/');
  const owner = authorization(`${rules}#parley-owner`, ownerWebId, OWNER_MODES, [
    [ACL.accessTo, iri(target)],
    [ACL.default, isContainer ? iri(target) : undefined],
  ]);
  if (gatewayWebId === undefined || gateway === undefined) return owner;
  const forGateway = (reach: keyof GatewayAccess, predicate: string): Statement[] =>
    gateway[reach].length === 0
      ? []
      : authorization(
          `${rules}#parley-gateway-${reach}`,
          gatewayWebId,
          gateway[reach].map((name) => ACL[name]),
          [[predicate, iri(target)]],
        );
  return [
    ...owner,
    ...forGateway('here', ACL.accessTo),
    ...(isContainer ? forGateway('inside', ACL.default) : []),
  ];
}

function authorization(
  subject: string,
  agent: string,
  modes: readonly string[],
  reach: readonly (readonly [string, Term | undefined])[],
): Statement[] {
  return about(subject, [
    [RDF_TYPE, iri(ACL.Authorization)],
    [ACL.agent, iri(agent)],
    ...reach,
    ...modes.map((mode) => [ACL.mode, iri(mode)] as const),
  ]);
}
