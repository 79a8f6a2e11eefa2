import { readDocument } from '../conditional-get.ts';
import { PodError } from '../errors.ts';
import { boundedFetch } from '../http/bounded-fetch.ts';
import { put, type WriteCondition } from '../http/write.ts';
import type { PodAccess } from '../pod-access.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import type { Statement } from '../rdf/term.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import { findRules, type GatewayAccess, isOurRule, ruleStatements } from './access-rules.ts';

export interface SetAccessOptions {
  /** The resource that the rules are for. */
  readonly target: string;
  readonly ownerWebId: string;
  /** Whose access is set. */
  readonly gatewayWebId?: string;
  /** Absent: none. The owner has all access, and whom the owner's own rules name has theirs. */
  readonly gateway?: GatewayAccess;
}

/**
 * Writes the rules of one resource. Rules that the owner made for others stay, except for one that names the gateway.
 *
 * @throws {PodError} `acp_not_supported`, `access_denied`, `conflict`
 */
export async function setAccess(access: PodAccess, options: SetAccessOptions): Promise<void> {
  const rules = await findRules(access, options.target);
  const reading = await readDocument({ ...access, url: rules });
  const kept = reading.status === 'read' ? ownersOwn(reading.turtle, rules, options.gatewayWebId) : [];
  const turtle = writeTurtle([...ruleStatements({ ...options, rules }), ...kept]);
  const condition: WriteCondition =
    reading.status !== 'read'
      ? { ifNoneMatch: '*' }
      : reading.etag === undefined
        ? {}
        : { ifMatch: reading.etag };
  await put(access, { url: rules, turtle, condition });
}

function ownersOwn(turtle: string, rules: string, gatewayWebId: string | undefined): readonly Statement[] {
  return parseTurtle(turtle, rules).statements.filter(
    ({ subject, object }) => !isOurRule(subject, rules) && object.value !== gatewayWebId,
  );
}

/**
 * Checks what the server makes of the rules, for the resource and by inheritance.
 *
 * @throws {PodError} `access_not_effective`
 */
export async function verifyAccess(access: PodAccess, options: SetAccessOptions): Promise<void> {
  const { universalAccess } = await import('@inrupt/solid-client');
  const { target, ownerWebId, gatewayWebId, gateway } = options;
  const fetch = boundedFetch(access, { passNotFound: true });
  const owner = await universalAccess.getAgentAccess(target, ownerWebId, { fetch });
  if (owner?.read !== true || owner.write !== true || owner.controlWrite !== true) {
    throw new PodError('access_not_effective');
  }
  if (gatewayWebId === undefined) return;
  const theirs = await universalAccess.getAgentAccess(target, gatewayWebId, { fetch });
  const isAsMeant =
    theirs?.read === (gateway?.here.includes('Read') ?? false) &&
    theirs.append === (gateway?.here.includes('Append') ?? false) &&
    !theirs.write &&
    !theirs.controlRead &&
    !theirs.controlWrite;
  if (!isAsMeant) throw new PodError('access_not_effective');
}
