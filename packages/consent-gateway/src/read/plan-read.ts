import type { AccessTokenClaims, ProblemCode } from '@parley/protocol';
import type { ConsentFacts } from './consent-facts.ts';
import type { Answer } from './write-answer.ts';

/** An answer and what the ledger is to say of it, before anything of it has left. */
export type Prepared =
  | {
      readonly found: true;
      readonly answer: Answer;
      /** What is told of. Nothing where several categories were looked at and nothing of any is in the answer. */
      readonly told: { readonly category?: string; readonly fields?: readonly string[] };
      /** To be done once the disclosure is durable, before the first byte leaves. */
      readonly keep?: (signal: AbortSignal) => Promise<void>;
    }
  | { readonly found: false; readonly reason: 'not_found' | 'invalid_cursor' | 'cursor_expired' };

/** What a request is for, decided from token and consent alone: nothing was asked of a pod. */
export type PlannedRead =
  | {
      readonly allowed: true;
      readonly purpose: string;
      /** Mirror and minimise. @throws {GatewayError} `temporarily_unavailable`, `pod_content_rejected` */
      readonly prepare: (signal: AbortSignal) => Promise<Prepared>;
    }
  | { readonly allowed: false; readonly reason: ProblemCode };

/** One of the things that there are to read: items of a category, or the changes since a copy was made. */
export type PlanRead = (input: {
  readonly request: RequestedRead;
  readonly claims: AccessTokenClaims;
  readonly consent: ConsentFacts;
}) => PlannedRead;

export interface RequestedRead {
  /** The path below the read API, as sent. */
  readonly path: string;
  /** The query, as sent. */
  readonly search: string;
  /** The purpose header, as often as it came. */
  readonly purposes: readonly string[];
}
