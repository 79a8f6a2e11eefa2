import { type DataCategory, type DataItem, WF } from '@parley/protocol';
import { readDocument } from '../../conditional-get.ts';
import { isPodError, PodError } from '../../errors.ts';
import { patch, put } from '../../http/write.ts';
import type { Pod } from '../../open-pod.ts';
import { createGraph, type Graph } from '../../rdf/graph.ts';
import { writeN3Patch } from '../../rdf/n3-patch.ts';
import { parseTurtle } from '../../rdf/parse-turtle.ts';
import type { Statement, Term } from '../../rdf/term.ts';
import { iri } from '../../rdf/terms.ts';
import { writeTurtle } from '../../rdf/write-turtle.ts';
import { appendToDocument } from '../append-to-document.ts';
import { changeDocument } from '../change-document.ts';
import { itemAddress, itemIri, listAddress } from '../item-address.ts';
import { itemStatements } from '../item-statements.ts';
import { openedAddress, openingIri } from './opened-document.ts';
import { openedOf } from './parse-opened.ts';

/** A vendor may write while it is done; after this many meetings the caller is told. */
const ATTEMPTS = 8;

export interface AdoptOpeningOptions {
  readonly category: DataCategory;
  readonly id: string;
  /** Whom the issue is for from then on. */
  readonly audience: DataItem['audience'];
}

/**
 * Makes a thread that a vendor has begun an issue of the owner's, from the owner's app: copied first, listed next, and taken away where it
 * waited only as it was copied. What the vendor adds meanwhile is copied too; cut off anywhere, doing it again goes on.
 *
 * @throws {PodError} `not_found`: it does not wait any more; `conflict`: the vendor writes all the time; `access_denied`, `unavailable`
 */
export async function adoptOpening(pod: Pod, options: AdoptOpeningOptions): Promise<void> {
  let isBegun = false;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const waiting = await readWaiting(pod, options);
    if (waiting.statements.length === 0) {
      if (isBegun) return;
      throw new PodError('not_found');
    }
    await copy(pod, waiting, options);
    isBegun = true;
    await takeAway(pod, waiting);
  }
  throw new PodError('conflict');
}

/** Takes a thread away that the owner does not want. */
export async function dismissOpening(
  pod: Pod,
  options: { readonly category: DataCategory; readonly id: string },
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const waiting = await readWaiting(pod, options);
    if (waiting.statements.length === 0) return;
    await takeAway(pod, waiting);
  }
  throw new PodError('conflict');
}

interface Waiting {
  readonly url: string;
  readonly etag: string | undefined;
  readonly graph: Graph;
  /** All that is said of the thread: itself, and its messages. */
  readonly statements: readonly Statement[];
}

async function readWaiting(
  pod: Pod,
  { category, id }: { readonly category: DataCategory; readonly id: string },
): Promise<Waiting> {
  const url = openedAddress(category, pod.container);
  const reading = await readDocument({ ...pod, url });
  if (reading.status !== 'read') return { url, etag: undefined, graph: createGraph([]), statements: [] };
  const graph = parseTurtle(reading.turtle, url);
  const subject = openingIri(url, id);
  const messages = graph.objects(subject, WF.message).filter(({ value }) => value.startsWith(`${url}#`));
  const statements = [subject, ...messages.map(({ value }) => value)]
    .flatMap((each) => graph.about(each))
    .filter(({ object }) => object.kind !== 'blank');
  return { url, etag: reading.etag, graph, statements };
}

/** A part that came while the rest was taken away, on a server whose ETags are coarse, belongs to an issue that is there already. */
async function copy(
  pod: Pod,
  { url, graph, statements }: Waiting,
  { category, id, audience }: AdoptOpeningOptions,
): Promise<void> {
  const { container, webId: ownerWebId = '' } = pod;
  const opening = openedOf(category, graph, { container, ownerWebId }).openings.find(
    (each) => each.id === id,
  );
  const address = itemAddress(category, container, id);
  const subject = itemIri(category, container, id);
  if (opening !== undefined) {
    const { title, kind, createdAt } = opening;
    const item: DataItem = { id, audience, fields: { title, kind, createdAt, state: 'open' } };
    const written = (place: 'list' | 'item', present: Graph) =>
      itemStatements(category, { container, item, place, graph: present });
    const turtle = writeTurtle(written('item', createGraph([])));
    await unlessThere(() => put(pod, { url: address, turtle, condition: { ifNoneMatch: '*' } }));
    await appendMessages();
    await changeDocument(pod, {
      url: listAddress(category, container),
      change: (list) => (list.about(subject).length > 0 ? undefined : { inserts: written('list', list) }),
    });
    return;
  }
  await appendMessages().catch((error: unknown) => {
    if (!isPodError(error) || error.code !== 'not_found') throw error;
  });

  function appendMessages(): Promise<void> {
    const waiting = openingIri(url, id);
    const moved = (term: Term): Term =>
      term.kind === 'iri' && term.value.startsWith(`${url}#`)
        ? iri(`${address}#${term.value.slice(url.length + 1)}`)
        : term;
    const inserts = statements
      .filter(({ subject: of, predicate }) => of !== waiting || predicate === WF.message)
      .map(({ subject: of, predicate, object }) => ({
        subject: of === waiting ? subject : moved(iri(of)).value,
        predicate,
        object: moved(object),
      }));
    return appendToDocument(pod, { url: address, inserts });
  }
}

async function takeAway(pod: Pod, { url, etag, statements }: Waiting): Promise<void> {
  const condition = { ifMatch: etag ?? '*' };
  await unlessThere(() => patch(pod, { url, n3: writeN3Patch({ deletes: statements }), condition }));
}

/** Somebody was first: whoever calls looks again. */
async function unlessThere(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isPodError(error) || error.code !== 'conflict') throw error;
  }
}
