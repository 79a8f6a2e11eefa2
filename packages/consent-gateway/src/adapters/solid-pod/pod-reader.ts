import {
  type DocumentReading,
  itemAddress,
  listAddress,
  openedAddress,
  type ParseDocument,
  readDocument,
  resolveInContainer,
} from '@parley/pod-client';
import { DOCUMENTS } from '@parley/protocol';
import type { PodReader, PodReading } from '../../read/pod-reader.ts';
import { isContentFault, orUnavailable } from './pod-fault.ts';

export interface PodReaderOptions {
  /** Guarded, with a limited number of requests to one server at a time, and as the gateway. */
  readonly podFetch: typeof fetch;
  readonly parse: ParseDocument;
  readonly timeoutMs?: number;
}

/** Reads owners' documents: only normalised addresses under their container, and no link found in them. */
export function createPodReader(options: PodReaderOptions): PodReader {
  const access = {
    fetch: options.podFetch,
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  };
  const read = async <T>(
    address: string,
    etag: string | undefined,
    parse: (turtle: string) => Promise<T>,
  ): Promise<PodReading<T>> => {
    const request = { ...access, url: address, ...(etag === undefined ? {} : { etag }) };
    const reading = await readOrReject(() => readDocument(request));
    return reading.status === 'read' ? parsed(reading, parse) : reading;
  };
  return {
    list: ({ container }, category, { etag }) =>
      read(resolveInContainer(container, listAddress(category, container)), etag, async (turtle) => {
        const input = { category, turtle, container };
        return (await options.parse({ kind: 'list', of: container, input })).items;
      }),
    opened: ({ container, ownerWebId }, category, { etag }) =>
      read(resolveInContainer(container, openedAddress(category, container)), etag, (turtle) => {
        const input = { category, turtle, container, ownerWebId };
        return options.parse({ kind: 'opened', of: container, input });
      }),
    vendors: ({ container }, { etag }) =>
      read(resolveInContainer(container, DOCUMENTS.vendors), etag, async (turtle) => {
        const input = { turtle, container };
        return (await options.parse({ kind: 'vendors', of: container, input })).vendors;
      }),
    item: ({ container, ownerWebId }, category, id, { etag }) =>
      read(resolveInContainer(container, itemAddress(category, container, id)), etag, async (turtle) => {
        const input = { category, turtle, container, id, ownerWebId };
        return (await options.parse({ kind: 'item', of: container, input })).fields;
      }),
  };
}

async function readOrReject(
  work: () => Promise<DocumentReading>,
): Promise<DocumentReading | { readonly status: 'rejected' }> {
  return orUnavailable(() =>
    work().catch((error: unknown) => {
      if (isContentFault(error)) return { status: 'rejected' as const };
      throw error;
    }),
  );
}

async function parsed<T>(
  reading: DocumentReading & { status: 'read' },
  parse: (turtle: string) => Promise<T>,
): Promise<PodReading<T>> {
  const { turtle, etag, lastModified } = reading;
  try {
    const lastModifiedAt = lastModified === undefined ? undefined : new Date(lastModified);
    const content = await orUnavailable(() => parse(turtle), isContentFault);
    return { status: 'read', content, etag, lastModifiedAt, weight: turtle.length };
  } catch (error) {
    if (isContentFault(error)) return { status: 'rejected', etag };
    throw error;
  }
}
