import { Parser, type Quad } from 'n3';
import type { WebIdDocument } from '../gateway/find-gateway.ts';

/**
 * For `createVendorClient`: lets `find` take the WebID of a person. In an entry point of its own, because it brings an RDF parser.
 *
 * @throws {Error} on what is not Turtle, or costs more than a WebID document may
 * @example
 * ```ts
 * import { createVendorClient, generateVendorKey } from '@parley/vendor-sdk';
 * import { readWebId } from '@parley/vendor-sdk/webid';
 *
 * const key = await generateVendorKey();
 * const client = createVendorClient({ clientId: 'https://acme.example/client.json', key, readWebId });
 * const { gateway } = await client.find('https://ann.pod.example/profile/card#me');
 * console.log(gateway.origin);
 * ```
 */
export function readWebId({ turtle, webId, predicate }: WebIdDocument): readonly string[] {
  const found: string[] = [];
  parse(turtle, webId, {
    onQuad(error, quad) {
      if (error !== null) throw error;
      const isIt = quad?.subject.value === webId && quad.predicate.value === predicate;
      if (isIt && quad.object.termType === 'NamedNode') found.push(quad.object.value);
    },
    onToken: createTokenCheck(),
  });
  return found;
}

interface Token {
  readonly type: string;
  readonly value?: string;
}

const MAX_DEPTH = 32;
const MAX_PREFIXES = 256;
const MAX_BASES = 4;
const MAX_IRI_LENGTH = 2_048;
const CHUNK_CHARACTERS = 16_384;
const OPENING = new Set(['[', '(', '{', '<<', '<<(', '{|']);
const CLOSING = new Set([']', ')', '}', '>>', ')>>', '|}']);

/** A short document can cost much: by prefixes of prefixes, by what is nested. It is left at the token that is too much. */
function createTokenCheck(): (token: Token) => void {
  let [depth, prefixes, bases] = [0, 0, 0];
  return ({ type, value = '' }) => {
    if (OPENING.has(type)) depth += 1;
    else if (CLOSING.has(type)) depth -= 1;
    else if (/^@?prefix$/i.test(type)) prefixes += 1;
    else if (/^@?base$/i.test(type)) bases += 1;
    const isLong = type.endsWith('IRI') && value.length > MAX_IRI_LENGTH;
    if (depth > MAX_DEPTH || prefixes > MAX_PREFIXES || bases > MAX_BASES || isLong)
      throw new Error('more than a WebID document needs');
  };
}

type Listener = (chunk?: string) => void;

interface Callbacks {
  readonly onQuad: (error: Error | null, quad: Quad | null) => void;
  readonly onToken: (token: Token) => void;
}

/** n3 takes any source with `on`, and reports tokens; its published types are those of the version before. */
function parse(turtle: string, webId: string, callbacks: Callbacks): void {
  const listeners = new Map<string, Listener>();
  const source = { on: (event: string, listener: Listener) => listeners.set(event, listener) };
  const parser = new Parser({ baseIRI: webId, format: 'text/turtle' });
  (parser as unknown as { parse(source: object, callbacks: Callbacks): void }).parse(source, callbacks);
  // In pieces: the parser reads its whole input at least once before it says anything.
  for (let at = 0; at < turtle.length; at += CHUNK_CHARACTERS) {
    listeners.get('data')?.(turtle.slice(at, at + CHUNK_CHARACTERS));
  }
  listeners.get('end')?.();
}
