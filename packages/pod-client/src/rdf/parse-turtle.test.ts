import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, parseTurtle } from './parse-turtle.ts';

const base = 'https://pod.example/parley/x.ttl';
const parse = (turtle: string) => parseTurtle(turtle, base);
const rejected = expect.objectContaining({
  code: 'content_rejected',
  message: 'The document cannot be read.',
});

describe('parsing Turtle', () => {
  it('gives plain statements, with IRIs resolved against the document', () => {
    const { statements } = parse('@prefix : <#>. :a :b "c"@en, 1, <d>, [ :x true ].');
    expect(statements.map(({ object }) => object).slice(0, 3)).toEqual([
      { kind: 'literal', value: 'c', datatype: expect.any(String), language: 'en' },
      { kind: 'literal', value: '1', datatype: 'http://www.w3.org/2001/XMLSchema#integer' },
      { kind: 'iri', value: 'https://pod.example/parley/d' },
    ]);
    expect(statements[0]?.subject).toBe(`${base}#a`);
  });

  it('reads texts that lie over the border of two pieces', () => {
    const value = 'ü€😀'.repeat(20_000);
    expect(parse(`<#a> <#b> """${value}""", "end".`).statements.map(({ object }) => object.value)).toEqual([
      value,
      'end',
    ]);
  });

  it.each([
    ['brackets that close, but too deep', `<#a> <#b> ${'[ <#c> '.repeat(40)}1${' ]'.repeat(40)}.`],
    ['nested brackets', `<#a> <#b> ${'[ <#c> '.repeat(1_000)}`],
    ['nested lists', `<#a> <#b> ${'( '.repeat(100_000)}`],
    ['millions of triples', `<#a> <#b> ${'1,'.repeat(DEFAULT_LIMITS.maxTriples)} 1.`],
    ['a huge literal', `<#a> <#b> "${'x'.repeat(DEFAULT_LIMITS.maxLiteralLength + 1)}".`],
    ['an endless literal', `<#a> <#b> "${'x'.repeat(1_000_000)}`],
    ['a huge IRI', `<#a> <#b> <${'x'.repeat(5_000)}>.`],
    [
      'a prefix that multiplies',
      `@prefix p: <https://x/${'x'.repeat(100_000)}>.${'p:a p:b p:c.'.repeat(50_000)}`,
    ],
    ['a long base', `@base <https://x/${'a/'.repeat(250_000)}>. ${'<a> <b> <../../c>.'.repeat(10_000)}`],
    ['bases upon bases', '@base <a/>.\n'.repeat(50_000)],
    ['very many prefixes', Array.from({ length: 300 }, (_, i) => `@prefix a${i}: <#>.`).join('\n')],
    ['half a character', `<#a> <#b> "\ud800".`],
    ['half a character, escaped', '<#a> <#b> "\\uD800".'],
    ['a huge predicate', `<#a> <${'x'.repeat(5_000)}> 1.`],
    ['a graph', '<#g> { <#a> <#b> <#c> }'],
    ['a rule', '{ <#a> <#b> <#c> } => { <#a> <#b> <#d> }.'],
    ['a triple term', '<#a> <#b> <<( <#a> <#b> <#c> )>>.'],
    ['JSON', '{"@context": "https://evil.example/"}'],
    ['an unfinished statement', '<#a> <#b>'],
  ])('rejects %s, quickly', (_name, turtle) => {
    const start = performance.now();
    expect(() => parse(turtle)).toThrow(rejected);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('says the line and nothing of the content', () => {
    const error = (() => {
      try {
        return parse('<#a> <#b> 1.\n<#a> my secret words.');
      } catch (each) {
        return each as Error;
      }
    })();
    expect(error).toMatchObject({ code: 'content_rejected', line: 2 });
    expect((error as Error).cause).toBeUndefined();
  });
});
