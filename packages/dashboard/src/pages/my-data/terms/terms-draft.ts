import { NO_TERMS, type StandingTerms } from '@parley/protocol';

/** What the pod has: terms, none, or something that is none. */
export type TermsInPod = StandingTerms | 'none' | 'malformed';

/** What is chosen in the form; `''`: no limit, or no agreement. */
export interface TermsDraft {
  readonly longestAccess: string;
  readonly longestRetention: string;
  readonly purposesNever: readonly string[];
  readonly recipients: StandingTerms['recipients'];
  readonly agreement: string;
}

export const TERMS: readonly (keyof TermsDraft)[] = [
  'longestAccess',
  'longestRetention',
  'purposesNever',
  'recipients',
  'agreement',
];

export function draftOfTerms(inPod: TermsInPod): TermsDraft {
  const {
    longestAccess = '',
    longestRetention = '',
    purposesNever,
    recipients,
    agreement = '',
  } = typeof inPod === 'object' ? inPod : NO_TERMS;
  return { longestAccess, longestRetention, purposesNever, recipients, agreement };
}

export function termsOfDraft(draft: TermsDraft): StandingTerms {
  const { longestAccess, longestRetention, purposesNever, recipients, agreement } = draft;
  return {
    purposesNever: [...purposesNever],
    recipients,
    ...(longestAccess === '' ? {} : { longestAccess }),
    ...(longestRetention === '' ? {} : { longestRetention }),
    ...(agreement === '' ? {} : { agreement: agreement as NonNullable<StandingTerms['agreement']> }),
  };
}

/** Whether the pod says the same; the order of purposes does not count. */
export const sameTerms = (a: TermsInPod, b: TermsInPod): boolean =>
  typeof a === 'object' && typeof b === 'object'
    ? TERMS.every((name) => isSameTerm(name, draftOfTerms(a), draftOfTerms(b)))
    : a === b;

export function isSameTerm(name: keyof TermsDraft, a: TermsDraft, b: TermsDraft): boolean {
  return JSON.stringify([a[name]].flat().toSorted()) === JSON.stringify([b[name]].flat().toSorted());
}

/** The same choice on top of terms that have changed meanwhile: only what was chosen anew is taken over. */
export function rebasedTerms(draft: TermsDraft, seen: TermsInPod, now: TermsInPod): TermsDraft {
  const [before, current] = [draftOfTerms(seen), draftOfTerms(now)];
  const chosen = TERMS.filter((name) => !isSameTerm(name, draft, before));
  return { ...current, ...Object.fromEntries(chosen.map((name) => [name, draft[name]])) };
}
