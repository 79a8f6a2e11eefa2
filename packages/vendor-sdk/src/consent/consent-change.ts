import { type AuthorizationDetails, differenceOf, type EntryChange } from '@parley/protocol';
import type { ConsentChange } from './consent-state.ts';

/** What lies between two versions of a consent, purpose by purpose. */
export function changesBetween(before: AuthorizationDetails, after: AuthorizationDetails): ConsentChange[] {
  return differenceOf(before, after).map(toConsentChange);
}

export function toConsentChange(change: EntryChange): ConsentChange {
  const { purpose, filters = {}, until, lookback, max_reads_per_day: maxReadsPerDay } = change;
  return {
    purpose,
    isRemoved: change.removed === true,
    removedCategories: change.removed_categories ?? [],
    removedFields: change.removed_fields ?? {},
    removedActions: change.removed_actions ?? [],
    removedRecipients: change.removed_recipients ?? [],
    filters,
    ...(until !== undefined && { until }),
    ...(lookback !== undefined && { lookback }),
    ...(maxReadsPerDay !== undefined && { maxReadsPerDay }),
  };
}
