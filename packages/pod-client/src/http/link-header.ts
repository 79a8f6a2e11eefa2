/**
 * The target of the first link with this relation, as an absolute address.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8288#section-3
 */
export function linkTarget(header: string | null, relation: string, base: string): string | undefined {
  for (const [target, relations] of linksIn(header)) {
    if (relations.includes(relation) && URL.canParse(target, base)) return new URL(target, base).href;
  }
  return undefined;
}

/** Whether there is a link with this relation to exactly this target. */
export function hasLink(header: string | null, relation: string, target: string): boolean {
  return linksIn(header).some(([each, relations]) => each === target && relations.includes(relation));
}

function linksIn(header: string | null): (readonly [target: string, relations: readonly string[]])[] {
  const links = (header ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[^,;"]+(?:"[^"]*")?)*)/g);
  return [...links].map(([, target = '', parameters = '']) => {
    const relations = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
    return [target, (relations?.[1] ?? relations?.[2] ?? '').split(/\s+/)];
  });
}
