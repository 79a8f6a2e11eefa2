import { RDF_TYPE } from '@parley/protocol';
import { PodError } from '../errors.ts';
import { linkTarget } from '../http/link-header.ts';
import { send } from '../http/send.ts';
import { statusProblem } from '../http/status-problem.ts';
import type { PodAccess } from '../pod-access.ts';
import type { Statement, Term } from '../rdf/term.ts';
import { about, iri } from '../rdf/terms.ts';
import { ACL } from '../rdf/vocabulary.ts';

/** What the gateway may do with a resource itself, and with what is made inside it. */
export interface GatewayAccess {
  readonly here: readonly ('Read' | 'Append')[];
  readonly inside: readonly ('Read' | 'Append')[];
}

/**
 * Where the access rules of a resource lie. Asked before any rules are written: on a server with Access Control
 * Policies a file of rules would be stored like any other, and protect nothing.
 *
 * @throws {PodError} `acp_not_supported`; `unexpected_answer`: the server names no place for rules
 */
export function findRules(access: PodAccess, url: string): Promise<string> {
  return send(access, { method: 'HEAD', url }, (response) => {
    if (!response.ok) throw statusProblem(response.status);
    const rules = linkTarget(response.headers.get('link'), 'acl', url);
    // Only Web Access Control says in a header what one may do.
    if (response.headers.get('wac-allow') === null || rules?.endsWith('.acr') === true) {
      throw new PodError('acp_not_supported');
    }
    if (rules === undefined || new URL(rules).origin !== new URL(url).origin) {
      throw new PodError('unexpected_answer', { status: response.status });
    }
    return rules;
  });
}

const OWNER_MODES = [ACL.Read, ACL.Write, ACL.Control];

/**
 * The whole rules of a resource: the owner always keeps Control, a broken line would lock them out.
 * `gatewayWebId` absent: the owner alone.
 */
export function ruleStatements(options: {
  readonly rules: string;
  readonly target: string;
  readonly ownerWebId: string;
  readonly gatewayWebId?: string;
  readonly gateway?: GatewayAccess;
}): Statement[] {
  const { rules, target, ownerWebId, gatewayWebId, gateway } = options;
  const isContainer = target.endsWith('/');
  const owner = rule(ownerIri(rules), ownerWebId, OWNER_MODES, [
    [ACL.accessTo, iri(target)],
    [ACL.default, isContainer ? iri(target) : undefined],
  ]);
  if (gatewayWebId === undefined || gateway === undefined) return owner;
  const modes = (names: readonly ('Read' | 'Append')[]): string[] => names.map((name) => ACL[name]);
  const here = rule(gatewayIri(rules, 'here'), gatewayWebId, modes(gateway.here), [
    [ACL.accessTo, iri(target)],
  ]);
  const inside = rule(gatewayIri(rules, 'inside'), gatewayWebId, modes(gateway.inside), [
    [ACL.default, iri(target)],
  ]);
  return [
    ...owner,
    ...(gateway.here.length > 0 ? here : []),
    ...(isContainer && gateway.inside.length > 0 ? inside : []),
  ];
}

/** The rules that this package writes; all others in the same file are the owner's own, and stay. */
export function isOurRule(subject: string, rules: string): boolean {
  return [ownerIri(rules), gatewayIri(rules, 'here'), gatewayIri(rules, 'inside')].includes(subject);
}

function ownerIri(rules: string): string {
  return `${rules}#parley-owner`;
}

function gatewayIri(rules: string, reach: 'here' | 'inside'): string {
  return `${rules}#parley-gateway-${reach}`;
}

function rule(
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
