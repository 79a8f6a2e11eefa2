import { PodError } from '../errors.ts';
import { hasLink, linkTarget } from '../http/link-header.ts';
import { send } from '../http/send.ts';
import { statusProblem } from '../http/status-problem.ts';
import type { PodAccess } from '../pod-access.ts';
import type { Statement } from '../rdf/term.ts';
import { ACP } from '../rdf/vocabulary.ts';

/** What the gateway may do with a resource itself, and with what is made inside it. */
export interface GatewayAccess {
  readonly here: readonly ('Read' | 'Append')[];
  readonly inside: readonly ('Read' | 'Append')[];
}

/** Where the access rules of a resource lie, and in which of Solid's two languages the server reads them. */
export interface AccessRules {
  readonly url: string;
  readonly language: 'web-access-control' | 'access-control-policies';
}

/** What the rules of one resource are written from. */
export interface RuleOptions {
  readonly rules: string;
  readonly target: string;
  /** Always keeps Control: a broken line would lock them out. */
  readonly ownerWebId: string;
  /** Absent: the owner alone. */
  readonly gatewayWebId?: string;
  readonly gateway?: GatewayAccess;
  /** What the owner has given others here, by any app: it stays as it is. */
  readonly kept: readonly Statement[];
}

/**
 * Asked before any rules are written: a server stores rules in a language that it does not speak like any other file, and they
 * protect nothing.
 *
 * @throws {PodError} `access_rules_unknown`: the server does not say which language it speaks; `unexpected_answer`: it names no
 * place for rules, or one on another server
 * @see https://solid.github.io/authorization-panel/acp-specification/#discovery
 */
export async function findRules(access: PodAccess, target: string): Promise<AccessRules> {
  const { url, saysWac } = await send(access, { method: 'HEAD', url: target }, (response) => {
    if (!response.ok) throw statusProblem(response.status);
    const rules = linkTarget(response.headers.get('link'), 'acl', target);
    if (rules === undefined || new URL(rules).origin !== new URL(target).origin) {
      throw new PodError('unexpected_answer', { status: response.status });
    }
    return { url: rules, saysWac: response.headers.get('wac-allow') !== null };
  });
  // A server with policies says so where they lie, also while there are none. It may send WAC-Allow all the same.
  const saysAcp = await send(access, { method: 'HEAD', url }, ({ status, ok, headers }) => {
    if (!ok && status !== 404 && status !== 410) throw statusProblem(status);
    return hasLink(headers.get('link'), 'type', ACP.AccessControlResource);
  });
  if (saysAcp) return { url, language: 'access-control-policies' };
  if (!saysWac || url.endsWith('.acr')) throw new PodError('access_rules_unknown');
  return { url, language: 'web-access-control' };
}

/** Names under `#parley-` are this package's; everything else in the same file is the owner's own. */
export function isOurs(name: string, rules: string): boolean {
  return name.startsWith(`${rules}#parley-`);
}
