import { readDocument } from '../conditional-get.ts';
import { put, type WriteCondition } from '../http/write.ts';
import type { PodAccess } from '../pod-access.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import type { Statement } from '../rdf/term.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import { policies } from './access-control-policies.ts';
import { findRules, type GatewayAccess, isOurs } from './access-rules.ts';
import { authorizations } from './web-access-control.ts';

export interface SetAccessOptions {
  /** The resource that the rules are for. */
  readonly target: string;
  readonly ownerWebId: string;
  /** Whose access is set. */
  readonly gatewayWebId?: string;
  /** Absent: none. The owner has all access, and whom the owner's own rules name has theirs. */
  readonly gateway?: GatewayAccess;
}

const LANGUAGES = { 'web-access-control': authorizations, 'access-control-policies': policies };

/**
 * Writes the rules of one resource. Rules that the owner made for others stay, except for one that names the gateway.
 *
 * @throws {PodError} `access_rules_unknown`, `access_denied`, `conflict`
 */
export async function setAccess(access: PodAccess, options: SetAccessOptions): Promise<void> {
  const { url: rules, language } = await findRules(access, options.target);
  const reading = await readDocument({ ...access, url: rules });
  const kept = reading.status === 'read' ? ownersOwn(reading.turtle, rules, options.gatewayWebId) : [];
  const turtle = writeTurtle([...LANGUAGES[language]({ ...options, rules, kept }), ...kept]);
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
    ({ subject, object }) =>
      !isOurs(subject, rules) && !isOurs(object.value, rules) && object.value !== gatewayWebId,
  );
}
