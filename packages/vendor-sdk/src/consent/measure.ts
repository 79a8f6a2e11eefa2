// How it went with an owner, from what the vendor holds. In: what it has read, said and been told. Out: the measures that the owner sees too.

import {
  canonicalJson,
  coveredFields,
  type HonourAction,
  hasEnded,
  issueEvents,
  type MeasuredEvent,
  type Measures,
  measureEvents,
} from '@parley/protocol';
import type { Issue, Preference } from './approved-items.ts';
import type { ConsentState } from './consent-state.ts';

/** What a vendor holds of one owner. What is left out is not measured. */
export interface Held {
  /** Each with its messages: as `issues.get` gives it. `createdAt`, and `closedAt` for the fix, have to be among the approved fields. */
  readonly issues?: readonly Issue[];
  /** All that can be read now. */
  readonly preferences?: readonly Preference[];
  /** Each word on a preference, as it was when it was given, with the gateway's `recordedAt`. */
  readonly honours?: readonly {
    readonly preference: Preference;
    readonly action: HonourAction;
    readonly recordedAt: string;
  }[];
  /** Of each consent of this owner, also of those that have ended. */
  readonly consents?: readonly ConsentState[];
  /** Each read or try to read, with the fields that came, such as `issues.title`. */
  readonly reads?: readonly {
    readonly consentId: string;
    readonly at: string;
    readonly isAnswered: boolean;
    readonly fields?: readonly string[];
  }[];
}

/**
 * How it went between the vendor and one owner: how long answers and fixes took, what was put right and what was not, which preferences
 * were followed, what a withdrawal led to. The owner's side computes the same from the same events. Under 5 cases there is only their number.
 *
 * @example
 * ```ts
 * import { type Consent, measure } from '@parley/vendor-sdk';
 *
 * async function firstAnswer(consent: Consent): Promise<string> {
 *   const purpose = 'https://w3id.org/dpv#CustomerCare';
 *   const issues = [];
 *   for await (const { id } of consent.issues.list({ purpose })) issues.push(await consent.issues.get(id, { purpose }));
 *   const { count, median } = measure({ issues }).toAcknowledge;
 *   return median === undefined ? `${count} cases are too few to say` : `half of them within ${median} seconds`;
 * }
 * ```
 */
export function measure(held: Held): Measures {
  const { issues = [], preferences = [], honours = [], consents = [], reads = [] } = held;
  return measureEvents([
    ...issues.flatMap((issue) => issueEvents(issue)),
    ...preferences.map(
      (preference): MeasuredEvent => ({ type: 'preference', ...versionOf(preference), at: NOW }),
    ),
    ...honours.map(
      ({ preference, action, recordedAt: at }): MeasuredEvent => ({
        type: 'honour',
        ...versionOf(preference),
        action,
        at,
      }),
    ),
    ...consents.flatMap(consentEvents),
    ...reads.map(
      ({ consentId: consent, at, isAnswered, fields = [] }): MeasuredEvent => ({
        type: 'read',
        ...{ consent, at, isAnswered, fields },
      }),
    ),
  ]);
}

/** The list is what is in force: there is no later one. */
const NOW = '9999-12-31T23:59:59.999Z';

const versionOf = (preference: Preference) => ({
  preference: preference.id,
  version: canonicalJson(preference),
});

function consentEvents({ id: consent, version, status, details, endedAt, deletionReport }: ConsentState) {
  const fields = details.flatMap((entry) =>
    entry.datatypes.flatMap((name) => coveredFields(entry, name).map((field) => `${name}.${field}`)),
  );
  // A report that was on its way at the end does not answer for that.
  const reportedAt = deletionReport.state === 'answered' ? deletionReport.newest?.receivedAt : undefined;
  const events: MeasuredEvent[] = [];
  if (!hasEnded(status)) events.push({ type: 'approved', consent, version, fields });
  if (status === 'withdrawn' && endedAt !== undefined)
    events.push({ type: 'withdrawn', consent, at: endedAt });
  if (reportedAt !== undefined) events.push({ type: 'deletion_reported', consent, at: reportedAt });
  return events;
}
