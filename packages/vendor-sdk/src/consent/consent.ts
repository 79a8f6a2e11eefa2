import type { AuthorizationDetails, ConsentStatus } from '@parley/protocol';
import type { ItemOf } from './approved-items.ts';
import type { CategoryReads, GetOptions, ListOptions } from './category-reads.ts';

/** Where a consent stands. */
export interface ConsentState {
  readonly status: ConsentStatus;
  /** While paused: when it resumes by itself (RFC 3339), where the owner has said so. */
  readonly resumesAt?: string;
}

/**
 * One owner's consent, as the vendor holds it. Reads take tokens by themselves, and see each change at once: what the
 * owner narrows is absent, what the owner stops is an error with its own code.
 *
 * @example
 * ```ts
 * import type { Consent } from '@parley/vendor-sdk';
 *
 * async function showIssues(consent: Consent): Promise<void> {
 *   const purpose = 'https://w3id.org/dpv#CustomerCare';
 *   for await (const issue of consent.issues.list({ purpose, states: ['open'] })) {
 *     console.log(issue.title, issue.description ?? '(not given)');
 *   }
 * }
 * ```
 */
export interface Consent extends CategoryReads {
  readonly id: string;
  /** The gateway's origin. */
  readonly gateway: string;
  /** Who gave it: an id that is this vendor's alone. */
  readonly subject: string;
  /** Grows when the owner narrows or extends it; this one is the newest that the client has seen. */
  readonly version: number;
  /** The receipt of that version: the one thing to keep. */
  readonly receipt: string;
  /** What was approved in that version. */
  readonly details: AuthorizationDetails;
  /** When it ends at the latest (RFC 3339). */
  readonly until: string;
  /**
   * The items of any category by its name: `consent.list('issues', …)` is `consent.issues.list(…)`.
   *
   * @throws {invalid_options} for a category that the client does not know, and for what is no filter of it
   */
  list<Name extends string>(category: Name, options: ListOptions<Name>): AsyncIterable<ItemOf<Name>>;
  /** One item of any category whose items have documents of their own. @throws {not_found} @throws {invalid_options} */
  get<Name extends string>(category: Name, id: string, options: GetOptions<Name>): Promise<ItemOf<Name>>;
  /** Asks the gateway where the consent stands; an end is an answer here, not an error. */
  status(options?: { readonly signal?: AbortSignal }): Promise<ConsentState>;
}
