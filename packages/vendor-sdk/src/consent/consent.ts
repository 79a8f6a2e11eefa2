import type { AuthorizationDetails, ConsentStatus } from '@parley/protocol';
import type { Issue, IssueField, Preference, PreferenceField } from './approved-items.ts';

export interface ReadOptions {
  /** An exact IRI, and one that the owner consented to. It is written into the owner's ledger. */
  readonly purpose: string;
  readonly signal?: AbortSignal;
}

export interface ListPreferencesOptions extends ReadOptions {
  /** Default: all approved fields. */
  readonly fields?: readonly PreferenceField[];
  /** Only these topics, within the approved ones. */
  readonly topics?: readonly string[];
  /** Items a page. Each page counts towards the daily limit. Default: the gateway's. */
  readonly pageSize?: number;
}

export interface ListIssuesOptions extends ReadOptions {
  /**
   * Default: all approved fields that a listing has. `description`, `about`, `desiredOutcome` and `messages` come with
   * `get` alone.
   */
  readonly fields?: readonly IssueField[];
  readonly states?: readonly string[];
  readonly kinds?: readonly string[];
  /** Items a page. Each page counts towards the daily limit. Default: the gateway's. */
  readonly pageSize?: number;
}

export interface GetIssueOptions extends ReadOptions {
  readonly fields?: readonly IssueField[];
}

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
export interface Consent {
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
  readonly preferences: {
    /** @throws {insufficient_authorization} @throws {consent_withdrawn} and the other ends @throws {read_limit} */
    list(options: ListPreferencesOptions): AsyncIterable<Preference>;
  };
  readonly issues: {
    /** @throws {insufficient_authorization} @throws {consent_withdrawn} and the other ends @throws {read_limit} */
    list(options: ListIssuesOptions): AsyncIterable<Issue>;
    /** @throws {not_found} for an issue that is not there, and for one that the consent does not cover */
    get(id: string, options: GetIssueOptions): Promise<Issue>;
  };
  /** Asks the gateway where the consent stands; an end is an answer here, not an error. */
  status(options?: { readonly signal?: AbortSignal }): Promise<ConsentState>;
}
