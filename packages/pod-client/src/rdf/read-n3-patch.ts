import { Parser } from 'n3';
import type { Changes } from './n3-patch.ts';
import type { Statement, Term } from './term.ts';

const SOLID = 'http://www.w3.org/ns/solid/terms#';

/** The statements of an N3 Patch, or `undefined` where it is none, or has variables. The counterpart of `writeN3Patch`. */
export function readN3Patch(text: string, baseIri: string): Required<Changes> | undefined {
  try {
    const quads = new Parser({ baseIRI: baseIri, format: 'text/n3' }).parse(text);
    if (!quads.some(({ object }) => object.value === `${SOLID}InsertDeletePatch`)) return undefined;
    const formula = (name: string): Statement[] => {
      const graphs = quads
        .filter(({ predicate }) => predicate.value === SOLID + name)
        .map(({ object }) => object);
      return quads
        .filter(({ graph }) => graphs.some((each) => each.equals(graph)))
        .map(({ subject, predicate, object }) => {
          if (subject.termType === 'Variable' || object.termType === 'Variable') throw new Error('variable');
          const value: Term =
            object.termType === 'Literal'
              ? {
                  kind: 'literal',
                  value: object.value,
                  datatype: object.datatype.value,
                  ...(object.language === '' ? {} : { language: object.language }),
                }
              : { kind: object.termType === 'BlankNode' ? 'blank' : 'iri', value: object.value };
          return { subject: subject.value, predicate: predicate.value, object: value };
        });
    };
    return { where: formula('where'), deletes: formula('deletes'), inserts: formula('inserts') };
  } catch {
    return undefined;
  }
}
