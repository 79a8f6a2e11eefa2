import type { HonourAction, HonourReason } from '@parley/protocol';
import type { PodPlace } from '../../read/pod-reader.ts';

export interface HonourPlace {
  readonly consentId: string;
  /** Names its file: the same statement is the same file. */
  readonly keyDigest: Buffer;
}

export interface HonourToWrite extends HonourPlace {
  readonly category: string;
  /** What the item is called in the pod. */
  readonly item: string;
  readonly createdAt: Date;
  readonly action: HonourAction;
  readonly reason?: HonourReason | undefined;
  /** The vendor's own signature over it: this is the proof. */
  readonly signed: string;
}

/** PORT: vendors' statements in an owner's pod, a file each, where the gateway can only add. Each throws {GatewayError} `temporarily_unavailable`. */
export interface HonourFiles {
  /** Adding the same again leaves one. */
  add(place: PodPlace, honour: HonourToWrite, signal: AbortSignal): Promise<void>;
  has(place: PodPlace, honour: HonourPlace): Promise<boolean>;
}
