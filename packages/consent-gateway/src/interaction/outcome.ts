import type { TermsView } from '@parley/protocol';

/** How a decision in a browser ends: with a consent, with which the browser goes on, or without. */
export type Outcome =
  | { readonly kind: 'given'; readonly ownerId: string; readonly consentId: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'deferred' };

/** It has not ended yet: what was confirmed goes beyond the owner's own terms, and she is to say the last word. */
export interface Undecided {
  readonly kind: 'undecided';
  readonly terms: TermsView;
}

/** `within`: only what the terms allow of it. */
export type LastWord = 'give' | 'within' | 'refuse';
