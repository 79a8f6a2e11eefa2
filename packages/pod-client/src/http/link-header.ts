/**
 * The target of the first link with this relation, as an absolute address.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8288#section-3
 */
export function linkTarget(header: string | null, relation: string, base: string): string | undefined {
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(
    /<([^>]*)>((?:\s*;\s*[^,;"]+(?:"[^"]*")?)*)/g,
  )) {
    const relations = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
    if (
      (relations?.[1] ?? relations?.[2] ?? '').split(/\s+/).includes(relation) &&
      URL.canParse(target, base)
    ) {
      return new URL(target, base).href;
    }
  }
  return undefined;
}
