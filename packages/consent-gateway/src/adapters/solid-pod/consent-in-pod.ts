import {
  isPodError,
  listConsents,
  openPod,
  type ParseDocument,
  type Pod,
  readConnection,
  readConsentDocument,
} from '@parley/pod-client';
import { DOCUMENTS } from '@parley/protocol';
import type { ConsentInPod } from '../../consent/consent-in-pod.ts';
import { assertContainer } from './assert-container.ts';
import { orUnavailable } from './pod-fault.ts';

export function createConsentInPod(options: {
  readonly podFetch: typeof fetch;
  readonly parse: ParseDocument;
  readonly timeoutMs?: number;
}): ConsentInPod {
  const { timeoutMs } = options;
  const inPod = <T>(container: string, work: (pod: Pod) => Promise<T>): Promise<T> => {
    const pod = openPod({
      container,
      fetch: options.podFetch,
      parse: options.parse,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    return orUnavailable(() => work(pod));
  };
  return {
    read: (container, consentId, { etag }) =>
      inPod(container, async (pod) => {
        const reading = await readConsentDocument(pod, {
          consentId,
          ...(etag === undefined ? {} : { etag }),
        });
        if (reading.status !== 'read') return reading;
        return { status: 'read', etag: reading.etag, jws: reading.jws, saysEnded: reading.saysEnded };
      }),
    readConnection: (container) =>
      inPod(container, (pod) =>
        readConnection(pod).catch((error: unknown) => {
          if (isPodError(error) && error.code === 'not_connected') return undefined;
          throw error;
        }),
      ),
    isListed: (container, consentId) => inPod(container, (pod) => isListed(pod, consentId)),
  };
}

async function isListed(pod: Pod, consentId: string): Promise<boolean> {
  await assertContainer(pod, DOCUMENTS.consents);
  for await (const listed of listConsents(pod)) if (listed === consentId) return true;
  return false;
}
