import { XSD } from '@parley/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeN3Patch } from './n3-patch.ts';
import { parseTurtle } from './parse-turtle.ts';
import { readN3Patch } from './read-n3-patch.ts';
import { iri, text } from './terms.ts';
import { writeTurtle } from './write-turtle.ts';

const url = 'https://pod.example/parley/x.ttl';
const about = (value: string) => ({ subject: `${url}#a`, predicate: `${url}#b`, object: text(value) });
const words = fc.string({ unit: 'binary', maxLength: 40 });

describe('patches and documents', () => {
  it('carry any text as that text and nothing else', () => {
    const hostile = fc.oneof(
      words,
      fc.constantFrom('". } <#x> <#y> <#z> . { "', '"""', "'''", '\\', '\\"', '\n}.\n'),
    );
    fc.assert(
      fc.property(hostile, hostile, (gone, added) => {
        const changes = { where: [], deletes: [about(gone)], inserts: [about(added)] };
        expect(readN3Patch(writeN3Patch(changes), url)).toEqual(changes);
        expect(parseTurtle(writeTurtle([about(added)]), url).statements).toEqual([about(added)]);
      }),
    );
  });

  it('name a boolean in the short form, which rdflib too understands, and nothing else', () => {
    const typed = (value: string) => ({
      ...about(''),
      object: { kind: 'literal' as const, value, datatype: XSD.boolean },
    });
    const inserts = ['true', 'false', '1', 'x"true'].map(typed);
    const patch = writeN3Patch({ inserts });
    expect(readN3Patch(patch, url)).toMatchObject({ inserts });
    expect(patch).toMatch(/> true \.\n.*> false \.\n/);
  });

  it.each([
    'https://x/> . <#a> <#b> <#c',
    'https://x/a b',
    'https://x/"',
    'https://x/\n',
    'https://x/{',
    'a\\u003e',
  ])('refuse the IRI %j, which would end early', (value) => {
    const statement = { ...about(''), object: iri(value) };
    for (const write of [() => writeN3Patch({ inserts: [statement] }), () => writeTurtle([statement])]) {
      expect(write).toThrow(expect.objectContaining({ code: 'invalid_item' }));
    }
  });
});
