import { DOCUMENTS, type KnownVendor, PARLEY, RDF_TYPE, SCHEMA } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';
import type { Graph } from '../rdf/graph.ts';
import type { Statement, Term } from '../rdf/term.ts';
import { about, iri, text } from '../rdf/terms.ts';
import { changeDocument, difference, emptyDocument } from './change-document.ts';
import { type KnownCircle, type ParsedVendors, parseVendors, vendorsOf } from './parse-vendors.ts';

/** Reads `vendors.ttl`; nobody is known where there is none. @throws {PodError} `content_rejected`, `access_denied`, `unavailable` */
export async function readVendors(pod: Pod): Promise<ParsedVendors> {
  const reading = await readDocument({ ...pod, url: pod.resolve(DOCUMENTS.vendors) });
  if (reading.status !== 'read') return { vendors: [], circles: [], rejected: [] };
  return parseVendors({ turtle: reading.turtle, container: pod.container });
}

/**
 * Adds a vendor to `vendors.ttl`, or changes one.
 *
 * @throws {PodError} `conflict`: `before`, as the caller last saw it, is no longer what the pod has; `invalid_item`
 */
export async function saveVendor(
  pod: Pod,
  options: { readonly vendor: KnownVendor; readonly before?: KnownVendor },
): Promise<void> {
  const { vendor, before } = options;
  await save(pod, {
    id: vendor.id,
    find: (known) => known.vendors.find(({ id }) => id === vendor.id),
    before,
    properties: (address) => [
      [RDF_TYPE, iri(PARLEY.Vendor)],
      [SCHEMA.name, text(vendor.name)],
      [SCHEMA.url, vendor.site === undefined ? undefined : iri(vendor.site)],
      [PARLEY.clientId, vendor.clientId === undefined ? undefined : text(vendor.clientId)],
      ...vendor.circles.map((circle) => [PARLEY.inCircle, iri(`${address}#${circle}`)] as const),
    ],
  });
}

/** Adds a circle of vendors, or renames one. @throws {PodError} as `saveVendor` */
export async function saveCircle(
  pod: Pod,
  options: { readonly circle: KnownCircle; readonly before?: KnownCircle },
): Promise<void> {
  const { circle, before } = options;
  await save(pod, {
    id: circle.id,
    find: (known) => known.circles.find(({ id }) => id === circle.id),
    before,
    properties: () => [
      [RDF_TYPE, iri(PARLEY.Circle)],
      [SCHEMA.name, text(circle.name)],
    ],
  });
}

/** Takes a vendor or a circle out of `vendors.ttl`. What is meant for it alone is then meant for nobody. */
export async function removeVendor(pod: Pod, options: { readonly id: string }): Promise<void> {
  const address = pod.resolve(DOCUMENTS.vendors);
  const subject = `${address}#${options.id}`;
  await changeDocument(pod, {
    url: address,
    create: emptyDocument,
    change: (graph) => difference([...named(graph, subject), ...links(graph, subject)], []),
  });
}

interface Saving<T> {
  readonly id: string;
  readonly find: (known: ParsedVendors) => T | undefined;
  readonly before: T | undefined;
  readonly properties: (address: string) => readonly (readonly [string, Term | undefined])[];
}

async function save<T extends object>(pod: Pod, { id, find, before, properties }: Saving<T>): Promise<void> {
  if (!/^\w[\w.~-]{0,199}$/.test(id)) throw new PodError('invalid_item', { field: 'id' });
  const address = pod.resolve(DOCUMENTS.vendors);
  const subject = `${address}#${id}`;
  await changeDocument(pod, {
    url: address,
    create: emptyDocument,
    change: (graph) => {
      if (fingerprint(find(vendorsOf(graph, address))) !== fingerprint(before))
        throw new PodError('conflict');
      return difference(named(graph, subject), about(subject, properties(address)));
    },
  });
}

function named(graph: Graph, subject: string): readonly Statement[] {
  return graph.about(subject).filter(({ object }) => object.kind !== 'blank');
}

function links(graph: Graph, circle: string): readonly Statement[] {
  return graph.statements.filter(
    ({ predicate, object }) => predicate === PARLEY.inCircle && object.value === circle,
  );
}

function fingerprint(value: object | undefined): string {
  if (value === undefined) return '';
  return JSON.stringify(
    Object.entries(value)
      .map(([key, each]) => [key, Array.isArray(each) ? each.toSorted() : each])
      .sort(),
  );
}
