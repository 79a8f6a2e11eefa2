import type { Statement } from './term.ts';
import { writeLines } from './write-turtle.ts';

export interface Changes {
  /** Statements that have to be there, or the patch fails as a whole. */
  readonly where?: readonly Statement[];
  readonly deletes?: readonly Statement[];
  readonly inserts?: readonly Statement[];
}

export const N3_PATCH_TYPE = 'text/n3';

/**
 * An N3 Patch. The server applies it as one: a deletion of what is no longer there fails the whole patch.
 *
 * @see https://solidproject.org/TR/protocol#n3-patch
 */
export function writeN3Patch(changes: Changes): string {
  const formulas = (['where', 'deletes', 'inserts'] as const).flatMap((name) => {
    const statements = changes[name] ?? [];
    return statements.length === 0 ? [] : [`solid:${name} {\n${writeLines(statements)}\n}`];
  });
  return [
    '@prefix solid: <http://www.w3.org/ns/solid/terms#>.',
    `<#patch> a solid:InsertDeletePatch; ${formulas.join(';\n')}.`,
  ].join('\n');
}
