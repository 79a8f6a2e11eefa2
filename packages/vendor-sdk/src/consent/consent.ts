import type { AuthorizationDetails } from '@parley/protocol';
import type { ConsentEnd, SavedHead } from '../receipt/receipt-store.ts';
import type { ItemOf, Preference } from './approved-items.ts';
import type { CategoryReads, GetOptions, ListOptions, ReadOptions } from './category-reads.ts';
import type { ConsentState, DeletionReceipt } from './consent-state.ts';
import type { HonourOptions, TakenHonour } from './honour.ts';
import type { OpenedByVendor, OpenIssueOptions } from './open-issue.ts';
import type { AttachedFile } from './read-attachment.ts';
import type { ReplyOptions, SentMessage } from './reply.ts';
import type { DeletionReportOptions } from './report-deletion.ts';
import type { Synced, SyncOptions } from './sync/sync-copy.ts';

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
  /**
   * A file that the owner has attached to an issue, as `attachments` of the issue names it. Each counts as one read. Read the body, or cancel it.
   *
   * @throws {not_found} for a file that is not there, and for one that the consent does not cover
   * @throws {read_limit} @throws {consent_withdrawn} and the other ends
   * @example
   * ```ts
   * import type { Consent, Issue } from '@parley/vendor-sdk';
   *
   * async function savePhotos(consent: Consent, issue: Issue, save: (bytes: ArrayBuffer) => Promise<void>) {
   *   const purpose = 'https://w3id.org/dpv#CustomerCare';
   *   for (const { id } of issue.attachments ?? []) {
   *     const { body } = await consent.attachment(issue.id, id, { purpose });
   *     await save(await new Response(body).arrayBuffer());
   *   }
   * }
   * ```
   */
  attachment(issueId: string, attachmentId: string, options: ReadOptions): Promise<AttachedFile>;
  /**
   * Answers in an issue of the owner, in the owner's own pod, signed with the client's key. Needs the action `converse`. What the vendor
   * `proposes` changes no state: only the owner closes an issue.
   *
   * @throws {not_found} for an issue that is not there, and for one that the consent does not cover
   * @throws {insufficient_authorization} when the consent does not let the vendor answer
   * @throws {idempotency_key_reused} when the key belongs to other words
   * @throws {too_many_requests} after 200 messages in a day
   * @example
   * ```ts
   * import type { Consent, Issue } from '@parley/vendor-sdk';
   *
   * async function tellThatItIsFixed(consent: Consent, issue: Issue): Promise<void> {
   *   const purpose = 'https://w3id.org/dpv#CustomerCare';
   *   const content = 'We have replaced the router. Does the line still drop?';
   *   await consent.reply(issue.id, { purpose, content, proposes: 'fixed' });
   * }
   * ```
   */
  reply(issueId: string, options: ReplyOptions): Promise<SentMessage>;
  /**
   * Begins a thread of the vendor's own in the owner's pod, such as a recall, signed with the client's key. Needs the action `converse`. It
   * waits there until the owner has it among the own issues; the vendor reads it, and answers in it, from the start.
   *
   * @throws {openings_not_wanted} when the owner does not want it: write in none of your own, and answer where the owner writes
   * @throws {insufficient_authorization} when the consent does not let the vendor answer
   * @throws {idempotency_key_reused} when the key belongs to other words
   * @throws {too_many_requests} after 3 in a day, and while 10 wait for the owner
   * @example
   * ```ts
   * import type { Consent } from '@parley/vendor-sdk';
   *
   * async function recall(consent: Consent): Promise<void> {
   *   const purpose = 'https://w3id.org/dpv#CustomerCare';
   *   const content = 'The power supply of your router can get hot. We send you another one.';
   *   const { id } = await consent.openIssue({ purpose, kind: 'recall', title: 'Recall of your router', content });
   *   await consent.reply(id, { purpose, content: 'It is on its way.' });
   * }
   * ```
   */
  openIssue(options: OpenIssueOptions): Promise<OpenedByVendor>;
  /**
   * Says, signed with the client's key, what the vendor did with a preference as it had read it, with all its approved fields: the owner
   * sees it at the preference, and finds the signed statement in the pod.
   *
   * @throws {not_found} for a preference that is not there any more, and for one that the consent does not cover
   * @throws {idempotency_key_reused} when the key belongs to another statement
   * @throws {too_many_requests} after 100 statements in a day
   * @example
   * ```ts
   * import type { Consent } from '@parley/vendor-sdk';
   *
   * async function deliver(consent: Consent, leaveAtDoor: () => Promise<void>): Promise<void> {
   *   const purpose = 'https://w3id.org/dpv#RequestedServiceProvision';
   *   for await (const preference of consent.preferences.list({ purpose, topics: ['delivery'] })) {
   *     if (preference.value !== 'leave at the door') continue;
   *     await leaveAtDoor();
   *     await consent.honour(preference, { purpose, action: 'honoured' });
   *   }
   * }
   * ```
   */
  honour(preference: Preference, options: HonourOptions): Promise<TakenHonour>;
  /**
   * Makes the vendor's copy equal to what the consent shows for the purpose, in all its categories: what is new or different comes whole, and what
   * was deleted, is meant for somebody else or is no longer approved is removed. Only what differs is sent. Each page is kept with its cursor before the next one is asked for, so a
   * crash at any moment does no harm. Each page counts towards the daily limit.
   *
   * After a narrowing and after the end, the client's `onDeletion` deletes and what it says is reported. A pause changes nothing.
   *
   * @throws {on_deletion_required} when the client has no `onDeletion`
   * @throws {consent_paused} @throws {consent_withdrawn} and the other ends, once the deletion was reported @throws {read_limit}
   * @throws {store_failed} when the store fails: the next sync goes on from there
   * @example
   * ```ts
   * import type { Consent, CopyStore } from '@parley/vendor-sdk';
   *
   * async function refresh(consent: Consent, store: CopyStore): Promise<string> {
   *   const { upserted, removed } = await consent.sync({ purpose: 'https://w3id.org/dpv#CustomerCare', store });
   *   return `${upserted} items are new or different, ${removed} are gone`;
   * }
   * ```
   */
  sync(options: SyncOptions): Promise<Synced>;
  /** How it ended, once the client has heard of it; the store keeps it with the receipt. `undefined`: not that it knows. */
  readonly ended: ConsentEnd | undefined;
  /** How far the ledger reached when the gateway last said so; the store keeps it with the receipt. `undefined`: it has not yet. */
  readonly ledgerHead: SavedHead | undefined;
  /**
   * Asks the gateway where the consent stands: also while it is paused, and for two years after its end, which is an answer here, not an
   * error. `changes` say what became different since the version that the client held, or since another one.
   *
   * @throws {not_found} when it ended more than two years ago
   */
  status(options?: StatusOptions): Promise<ConsentState>;
  /**
   * Gives the consent back, for good: nothing can be read any more, and what was read has to be gone by `deleteBy`. The receipt
   * stays in the store, marked as ended. Doing it twice does no harm.
   *
   * @throws {consent_paused} while it is paused, where the client has no token left and no refresh token: wait, or let it end
   * @throws {consent_withdrawn} and the other ends, when somebody else was first
   */
  relinquish(options?: { readonly signal?: AbortSignal }): Promise<ConsentEnd>;
  /**
   * Tells owner and gateway, signed with the client's key, what became of what had to be deleted: after the end, and after a narrowing. A
   * later report corrects an earlier one.
   *
   * @returns the gateway's signed word that it has the report: keep it
   * @throws {deletion_not_due} when nothing has to be deleted
   * @throws {invalid_request} when a category of `deletions` is missing, one is named that the consent never covered, or the report before
   * answers for more
   * @throws {too_many_requests} after 20 reports
   * @example
   * ```ts
   * import type { Consent } from '@parley/vendor-sdk';
   *
   * async function afterTheEnd(consent: Consent, erase: (category: string) => Promise<void>): Promise<void> {
   *   const { deletions, deletionReport } = await consent.status();
   *   if (deletionReport.state === 'not_due' || deletionReport.state === 'answered') return;
   *   const categories = [...new Set(deletions.map(({ category }) => category))];
   *   for (const category of categories) await erase(category);
   *   const what = categories.map((category) => ({ category, outcome: 'deleted' }) as const);
   *   await consent.reportDeletion({ deletions, what });
   * }
   * ```
   */
  reportDeletion(report: DeletionReportOptions): Promise<DeletionReceipt>;
}

export interface StatusOptions {
  /** A version that the vendor has a receipt of. Default: the one that the client holds. */
  readonly sinceVersion?: number;
  readonly signal?: AbortSignal;
}
