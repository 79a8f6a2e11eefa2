import { useDraft } from '../../../session/use-draft.ts';
import { draftOfTerms, rebasedTerms, sameTerms, type TermsDraft, type TermsInPod } from './terms-draft.ts';

interface Kept {
  readonly draft: TermsDraft;
  readonly seen: TermsInPod;
}

/** What is chosen, and on what it rests. Until something is chosen it follows the pod. */
export interface TermsForm extends Kept {
  readonly isTouched: boolean;
  /** What the pod has by now, where that is no longer what the choice rests on. */
  readonly theirs: TermsInPod | undefined;
  choose(part: Partial<TermsDraft>): void;
  keepMine(): void;
  forget(): void;
}

export function useTermsForm(inPod: TermsInPod): TermsForm {
  const { draft: kept, write, forget } = useDraft<Kept>('terms');
  const { draft, seen } = kept ?? { draft: draftOfTerms(inPod), seen: inPod };
  return {
    draft,
    seen,
    isTouched: kept !== undefined,
    theirs: sameTerms(seen, inPod) ? undefined : inPod,
    choose: (part) => write({ draft: { ...draft, ...part }, seen }),
    keepMine: () => write({ draft: rebasedTerms(draft, seen, inPod), seen: inPod }),
    forget,
  };
}
