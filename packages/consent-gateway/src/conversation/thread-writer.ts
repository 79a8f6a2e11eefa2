import type { DataCategory, OpeningKind, Proposal, Writer } from '@parley/protocol';
import type { PodPlace } from '../read/pod-reader.ts';

/** Where a message stands, or is to stand. */
export interface MessagePlace {
  readonly category: DataCategory;
  /** The issue's id in the pod. */
  readonly issue: string;
  /** What the message is called in the issue's document. */
  readonly podId: string;
}

export interface MessageToWrite extends MessagePlace {
  readonly createdAt: Date;
  readonly vendorId: string;
  readonly content: string;
  readonly proposes: Proposal | undefined;
  readonly by: Writer | undefined;
  /** The vendor's own signature over it. */
  readonly signed: string;
}

export interface ThreadToOpen extends MessageToWrite {
  readonly kind: OpeningKind;
  readonly title: string;
}

/** PORT: the threads of issues in an owner's pod, where the gateway can only add. Each throws {GatewayError} `temporarily_unavailable`. */
export interface ThreadWriter {
  /** Adding the same message twice leaves one. `absent`: the issue has no document and does not wait for the owner; none is made. */
  add(place: PodPlace, message: MessageToWrite, signal: AbortSignal): Promise<'added' | 'absent'>;
  /** Begins a thread with its first message. `absent`: the owner's pod has no place for it. */
  open(place: PodPlace, thread: ThreadToOpen, signal: AbortSignal): Promise<'added' | 'absent'>;
  /** Whether it is there. */
  has(place: PodPlace, message: MessagePlace): Promise<boolean>;
}
