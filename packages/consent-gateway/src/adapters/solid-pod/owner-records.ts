import {
  isPodError,
  listBlockDays,
  listBlocksOf,
  listConsents,
  openPod,
  type Pod,
  readBlock,
  readConnection,
  readConsentDocument,
} from '@parley/pod-client';
import { DOCUMENTS } from '@parley/protocol';
import type { BlockFile, OpenOwnerRecords } from '../../rebuild/owner-records.ts';
import { assertContainer } from './assert-container.ts';
import { isContentFault, orUnavailable } from './pod-fault.ts';

const REQUEST_MS = 10_000;

/** What the gateway wrote into an owner's pod, for a rebuild. */
export function createOwnerRecords(options: { readonly podFetch: typeof fetch }): OpenOwnerRecords {
  return (container, signal) => {
    const open = () => openPod({ container, fetch: options.podFetch, timeoutMs: REQUEST_MS, signal });
    const inPod = <T>(work: (pod: Pod) => Promise<T>): Promise<T> => orUnavailable(() => work(open()));
    return {
      readConnection: () =>
        inPod((pod) =>
          readConnection(pod).catch((error: unknown) => {
            if (isContentFault(error) || (isPodError(error) && error.code === 'not_connected'))
              return undefined;
            throw error;
          }),
        ),
      listConsents: () =>
        inPod(async (pod) => {
          await assertContainer(pod, DOCUMENTS.consents);
          const ids: string[] = [];
          for await (const id of listConsents(pod)) ids.push(id);
          return ids;
        }),
      readConsent: (consentId) => inPod((pod) => readFile(pod, consentId)),
      blocks: () => blocksOf(open, inPod),
    };
  };
}

async function readFile(pod: Pod, consentId: string) {
  try {
    const reading = await readConsentDocument(pod, { consentId });
    return reading.status === 'read' ? reading : undefined;
  } catch (error) {
    if (isContentFault(error)) return 'unreadable';
    throw error;
  }
}

type InPod = <T>(work: (pod: Pod) => Promise<T>) => Promise<T>;

async function* blocksOf(open: () => Pod, inPod: InPod): AsyncGenerator<BlockFile> {
  await inPod((pod) => assertContainer(pod, DOCUMENTS.ledger));
  const days = await inPod((pod) => listBlockDays(pod));
  for (const date of days.toReversed()) {
    const numbers = await inPod((pod) => listBlocksOf(pod, date));
    for (const number of numbers.toReversed())
      yield { number, jws: await inPod(() => readJws(open(), { date, number })) };
  }
}

async function readJws(pod: Pod, place: { date: string; number: number }): Promise<string | undefined> {
  try {
    return (await readBlock(pod, place))?.jws;
  } catch (error) {
    if (isContentFault(error)) return undefined;
    throw error;
  }
}
