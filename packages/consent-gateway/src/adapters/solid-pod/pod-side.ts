import type { NotificationSocket, ParseDocument } from '@parley/pod-client';
import {
  createPodConfirmer,
  type PodConfirmer,
  type PodConfirmerOptions,
} from '../../consent/confirm-in-pod.ts';
import type { ConsentFacts } from '../../read/consent-facts.ts';
import { createMirror, type Mirror } from '../../read/mirror.ts';
import { createConsentInPod } from './consent-in-pod.ts';
import { type ConsentWatch, createConsentWatch } from './consent-watch.ts';
import { createPodReader } from './pod-reader.ts';

export interface PodSideOptions extends Omit<PodConfirmerOptions, 'pod'> {
  /** Guarded, and as the gateway. */
  readonly podFetch: typeof fetch;
  readonly parse: ParseDocument;
  /** Guarded. */
  readonly webSocket: (address: string) => NotificationSocket;
  readonly onHint?: (address: string) => void;
  /** Of all documents that are kept in memory. */
  readonly maxDocumentBytes: number;
}

/** All that the read path knows of pods, put together. */
export interface PodSide {
  readonly mirror: Mirror;
  readonly confirmer: PodConfirmer;
  /** A consent was read: what concerns it is followed. */
  readonly onRead: (consent: ConsentFacts) => void;
  /** Confirms in the background what is in use, until `stop`. */
  start(): void;
  stop(): void;
}

const LOOK_EVERY_MS = 1_000;
const DROP_IDLE_EVERY_MS = 60_000;

export function createPodSide(options: PodSideOptions): PodSide {
  const { podFetch, parse, now } = options;
  let watch: ConsentWatch | undefined;
  const mirror = createMirror({
    pods: createPodReader({ podFetch, parse }),
    now,
    maxBytes: options.maxDocumentBytes,
    follow: (address) => watch?.followDocument(address),
  });
  const confirmer = createPodConfirmer({ ...options, pod: createConsentInPod({ podFetch, parse }) });
  const { webSocket, onHint } = options;
  watch = createConsentWatch({ podFetch, webSocket, now, mirror, confirmer, ...(onHint && { onHint }) });
  const timers: NodeJS.Timeout[] = [];
  const every = (ms: number, work: () => void) => timers.push(setInterval(work, ms).unref());
  return {
    mirror,
    confirmer,
    onRead: ({ container, consentId }) => watch.followConsent(container, consentId),
    start() {
      // A fault of a refresh is kept with the copy that it concerns, and told to who reads it.
      every(LOOK_EVERY_MS, () => void Promise.allSettled([confirmer.refreshDue(), mirror.refreshDue()]));
      every(DROP_IDLE_EVERY_MS, () => watch.dropIdle());
    },
    stop() {
      for (const timer of timers.splice(0)) clearInterval(timer);
      watch.close();
    },
  };
}
