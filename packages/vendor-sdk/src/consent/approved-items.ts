import { type ApprovedItem, type CategoryField, categories, type ThreadMessage } from '@parley/protocol';
import { VendorSdkError } from '../errors.ts';

/** A word from a list that may grow: known words are suggested, others pass. */
type OpenWord<Known extends string> = Known | (string & Record<never, never>);

/**
 * What the owner wants, as far as it was approved. A field that is not there was not given, or is not set: the two
 * look alike. Instants are RFC 3339 texts.
 */
export interface Preference {
  /** Opaque; the same at each read, and another one for each vendor. */
  readonly id: string;
  readonly topic?: string;
  readonly statement?: string;
  readonly value?: string | number | boolean;
  readonly strength?: OpenWord<'require' | 'prefer' | 'avoid' | 'refuse'>;
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly modifiedAt?: string;
}

/** Something the owner wants a vendor to deal with, as far as it was approved. Only the owner closes it. */
export interface Issue {
  /** Opaque; the same at each read, and another one for each vendor. */
  readonly id: string;
  readonly title?: string;
  readonly state?: OpenWord<'open' | 'acknowledged' | 'in-progress' | 'answered' | 'closed'>;
  readonly kind?: OpenWord<'question' | 'complaint' | 'fault' | 'return' | 'request'>;
  readonly severity?: OpenWord<'low' | 'medium' | 'high'>;
  readonly createdAt?: string;
  readonly modifiedAt?: string;
  readonly description?: string;
  readonly about?: string;
  readonly desiredOutcome?: string;
  /** Oldest first. */
  readonly messages?: readonly ThreadMessage[];
}

export type PreferenceField = Exclude<keyof Preference, 'id'>;
export type IssueField = Exclude<keyof Issue, 'id'>;

export const toPreference = (item: ApprovedItem): Preference => toTyped<Preference>('preferences', item);
export const toIssue = (item: ApprovedItem): Issue => toTyped<Issue>('issues', item);

/** The declared fields of the category, each of its kind. Fields that a newer gateway adds are left out. */
function toTyped<T extends { id: string }>(category: string, item: ApprovedItem): T {
  const declared = Object.entries(categories.get(category)?.fields ?? {});
  const present = declared.filter(([name]) => Object.hasOwn(item, name));
  for (const [name, field] of present) {
    if (!isOfKind(field, item[name])) {
      throw new VendorSdkError('invalid_response', { detail: `${category}: ${name} is not a ${field.kind}` });
    }
  }
  return { id: item.id, ...Object.fromEntries(present.map(([name]) => [name, item[name]])) } as T;
}

function isOfKind(field: CategoryField, value: unknown): boolean {
  if (field.kind === 'messages') return Array.isArray(value);
  if (field.kind === 'value') return !Array.isArray(value);
  return typeof value === 'string';
}
