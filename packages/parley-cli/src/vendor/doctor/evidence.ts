// What the doctor has seen, before anything is judged.

import type { Webhook } from '@parley/vendor-sdk';
import { parseObject } from '../setup/parse-object.ts';
import type { Setup } from '../setup/read-setup.ts';

export interface Evidence {
  readonly setup: Omit<Setup, 'webhook'>;
  readonly key: SeenKey;
  /** What is served at the client id. */
  readonly document: Seen;
  /** What the redirect URI answers without a decision. */
  readonly callback: Seen;
  /** What the gateway says about itself. */
  readonly gateway: Seen;
  /** The code with which the gateway answers this vendor about a consent that there is not. Absent: there is no key to ask with. */
  readonly answerToVendor?: string;
  /** Absent: it could not be asked for. */
  readonly webhook?: Webhook | 'none';
  readonly store: SeenStore;
  /** The newest version of each. */
  readonly receipts: readonly SeenReceipt[];
}

export interface SeenKey {
  /** Absent: the file cannot be read. */
  readonly text?: string;
  /** The permission bits. Absent: this system has none. */
  readonly mode?: number;
  /** Whether what the private part signs, the public part verifies. */
  readonly isPair: boolean;
}

/** An answer over HTTP, or why there was none. */
export type Seen = { readonly failure: string } | SeenAnswer;

export interface SeenAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** The server's clock less ours, in seconds. Absent: it does not say. */
  readonly aheadSeconds?: number;
}

export interface SeenStore {
  /** `absent`: not there yet, and can be made. */
  readonly state: 'writable' | 'absent' | 'refused';
}

export interface SeenReceipt {
  readonly file: string;
  /** What does not hold, by the codes of `parley receipt verify`, and `unreadable`. */
  readonly problems: readonly string[];
  /** How the consent stands at its gateway, or the code of the error that came instead. */
  readonly standing?: string;
  /** By when the gateway awaits a deletion report, where it does. */
  readonly report?: { readonly dueBy: string; readonly isLate: boolean };
}

export const hasAnswered = (seen: Seen): seen is SeenAnswer => 'status' in seen;

/** The JSON object in an answer. `undefined`: there is none. */
export function objectIn(seen: Seen): Readonly<Record<string, unknown>> | undefined {
  return hasAnswered(seen) && seen.status === 200 ? parseObject(seen.text) : undefined;
}
