import { PodError } from '../errors.ts';
import { parseTurtle } from './parse-turtle.ts';

/** Media types a document can be handed out in. */
export type ExportFormat =
  | 'application/ld+json'
  | 'application/rdf+xml'
  | 'application/n-triples'
  | 'text/turtle';

/**
 * A Turtle document in another format, with the library that most Solid apps use.
 *
 * @throws {PodError} `content_rejected`
 */
export async function serialise(turtle: string, baseIri: string, format: ExportFormat): Promise<string> {
  // Our own parser first: it has limits, rdflib has none.
  parseTurtle(turtle, baseIri);
  // Loaded when it is needed: a gateway never needs it.
  const { graph, parse, serialize, sym } = await import('rdflib');
  const store = graph();
  try {
    parse(turtle, store, baseIri, 'text/turtle');
    const text = await new Promise<string | undefined>((resolve, reject) => {
      const done = (error: Error | undefined | null, result?: string): void =>
        error ? reject(error) : resolve(result);
      serialize(sym(baseIri), store, baseIri, format, done);
    });
    if (text !== undefined) return text;
  } catch {
    // Its words quote the document.
  }
  throw new PodError('content_rejected');
}
