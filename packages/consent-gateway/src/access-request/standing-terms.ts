import type { StandingTerms } from '@parley/protocol';

/** What an owner has laid down for whoever asks, or why that is not known. */
export type TermsReading =
  | { readonly status: 'read'; readonly terms: StandingTerms }
  | { readonly status: 'none' | 'unreadable' | 'not_connected' }
  /** `term`: which one, where that is known. */
  | { readonly status: 'malformed'; readonly term?: string };

/** PORT. It never throws for the pod's sake, and waits for it a few seconds at most: a request is shown with or without terms. */
export type StandingTermsReader = (ownerId: string) => Promise<TermsReading>;
