import type { AccessTokenClaims, ProblemCode } from '@parley/protocol';
import type { ConsentFacts } from './consent-facts.ts';
import type { Answer } from './write-answer.ts';

/** What the ledger counts of any answer. */
export interface Countable {
  readonly itemCount: number;
}

/** An answer and what the ledger is to say of it, before anything of it has left. */
export type Prepared<A extends Countable = Answer> =
  | {
      readonly found: true;
      readonly answer: A;
      /** What is told of. Nothing where several categories were looked at and nothing of any is in the answer. */
      readonly told: { readonly category?: string; readonly fields?: readonly string[] };
      /** To be done once the disclosure is durable, before the first byte leaves. */
      readonly keep?: (signal: AbortSignal) => Promise<void>;
    }
  | { readonly found: false; readonly reason: 'not_found' | 'invalid_cursor' | 'cursor_expired' };

/** What a request is for, decided from token and consent alone: nothing was asked of a pod. */
export type PlannedRead<A extends Countable = Answer> =
  | {
      readonly allowed: true;
      readonly purpose: string;
      /** Mirror and minimise. @throws {GatewayError} `temporarily_unavailable`, `pod_content_rejected` */
      readonly prepare: (signal: AbortSignal) => Promise<Prepared<A>>;
    }
  | { readonly allowed: false; readonly reason: ProblemCode };

/** One of the things that there are to read: items of a category, the changes since a copy was made, or an attached file. */
export type PlanRead<A extends Countable = Answer> = (input: {
  readonly request: RequestedRead;
  readonly claims: AccessTokenClaims;
  readonly consent: ConsentFacts;
}) => PlannedRead<A>;

export interface RequestedRead {
  /** The path below the read API, as sent. */
  readonly path: string;
  /** The query, as sent. */
  readonly search: string;
  /** The purpose header, as often as it came. */
  readonly purposes: readonly string[];
}
