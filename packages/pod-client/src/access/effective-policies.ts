import type { Graph } from '../rdf/graph.ts';
import { ACP } from '../rdf/vocabulary.ts';

/** What an access control resource says for one agent: a mode is theirs where one allows it and none denies it. */
export interface EffectivePolicies {
  readonly allowed: ReadonlySet<string>;
  readonly denied: ReadonlySet<string>;
}

/**
 * Reads the policies of an access control resource for one agent, as a server does; of the matchers only who it is.
 *
 * @see https://solid.github.io/authorization-panel/acp-specification/#resolution
 */
export function effectivePolicies(options: {
  readonly graph: Graph;
  /** The resource that the graph's rules are for. */
  readonly target: string;
  readonly reach: 'here' | 'inside';
  /** `undefined`: nobody. */
  readonly agent: string | undefined;
}): EffectivePolicies {
  const { graph, target, reach, agent } = options;
  const values = (subject: string, predicate: string): readonly string[] =>
    graph.objects(subject, predicate).map(({ value }) => value);
  const matches = (matcher: string): boolean =>
    values(matcher, ACP.agent).some(
      (each) =>
        each === ACP.PublicAgent ||
        (agent !== undefined && (each === agent || each === ACP.AuthenticatedAgent)),
    );
  const applies = (policy: string): boolean => {
    const [all, any] = [values(policy, ACP.allOf), values(policy, ACP.anyOf)];
    return (
      all.length + any.length > 0 &&
      all.every(matches) &&
      (any.length === 0 || any.some(matches)) &&
      !values(policy, ACP.noneOf).some(matches)
    );
  };
  const applied = graph
    .subjects(ACP.resource, target)
    .flatMap((rules) => values(rules, reach === 'here' ? ACP.accessControl : ACP.memberAccessControl))
    .flatMap((control) => values(control, ACP.apply))
    .filter(applies);
  const modes = (predicate: string): ReadonlySet<string> =>
    new Set(applied.flatMap((policy) => values(policy, predicate)));
  return { allowed: modes(ACP.allow), denied: modes(ACP.deny) };
}
