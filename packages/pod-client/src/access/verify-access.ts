import { readDocument } from '../conditional-get.ts';
import { PodError } from '../errors.ts';
import { boundedFetch } from '../http/bounded-fetch.ts';
import type { PodAccess } from '../pod-access.ts';
import { createGraph } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { ACL } from '../rdf/vocabulary.ts';
import { findRules } from './access-rules.ts';
import { effectivePolicies } from './effective-policies.ts';
import type { SetAccessOptions } from './set-access.ts';

interface Access {
  readonly read: boolean;
  readonly append: boolean;
  readonly write: boolean;
  readonly control: boolean;
}

/**
 * Checks what the server makes of the rules of a resource.
 *
 * @throws {PodError} `access_not_effective`, `access_rules_unknown`
 */
export async function verifyAccess(access: PodAccess, options: SetAccessOptions): Promise<void> {
  const { target, ownerWebId, gatewayWebId, gateway } = options;
  const { language, url: rules } = await findRules(access, target);
  const accessOf =
    language === 'web-access-control'
      ? (webId: string) => authorizedAccess(access, target, webId)
      : await policyAccess(access, { target, rules });
  const owner = await accessOf(ownerWebId);
  if (!owner.read || !owner.write || !owner.control) throw new PodError('access_not_effective');
  if (gatewayWebId === undefined) return;
  const theirs = await accessOf(gatewayWebId);
  const isAsMeant =
    theirs.read === (gateway?.here.includes('Read') ?? false) &&
    theirs.append === (gateway?.here.includes('Append') ?? false) &&
    !theirs.write &&
    !theirs.control;
  if (!isAsMeant) throw new PodError('access_not_effective');
}

/** Web Access Control: for the resource and by inheritance, as Inrupt's client reads it. */
async function authorizedAccess(access: PodAccess, target: string, webId: string): Promise<Access> {
  const { universalAccess } = await import('@inrupt/solid-client');
  const bounded = boundedFetch(access, { passNotFound: true });
  const theirs = await universalAccess.getAgentAccess(target, webId, { fetch: bounded });
  if (theirs === null) throw new PodError('access_not_effective');
  const { read, append, write, controlRead, controlWrite } = theirs;
  return { read, append, write, control: controlRead || controlWrite };
}

/**
 * Policies: of the resource itself alone, because what is inherited can only take away from what stands here. Inrupt's client
 * knows neither a denial's rank nor who everybody is, so they are read here.
 */
async function policyAccess(
  access: PodAccess,
  { target, rules }: { readonly target: string; readonly rules: string },
): Promise<(webId: string) => Promise<Access>> {
  const reading = await readDocument({ ...access, url: rules });
  const graph = reading.status === 'read' ? parseTurtle(reading.turtle, rules) : createGraph([]);
  return async (agent) => {
    const { allowed, denied } = effectivePolicies({ graph, target, reach: 'here', agent });
    const has = (mode: string): boolean => allowed.has(mode) && !denied.has(mode);
    const write = has(ACL.Write);
    return { read: has(ACL.Read), append: write || has(ACL.Append), write, control: has(ACL.Control) };
  };
}
