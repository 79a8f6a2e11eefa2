import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { Row } from '../../../design/stack.tsx';
import { inWords } from '../../../words/duration.ts';
import { useFormats } from '../../../words/formats.ts';
import { useLocale, useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { DifferenceTable } from '../form/difference-table.tsx';
import { draftOfTerms, isSameTerm, rebasedTerms, TERMS, type TermsDraft } from './terms-draft.ts';
import { useAgreementWords } from './use-agreement-words.ts';
import type { TermsForm } from './use-terms-form.ts';

/** The terms have changed in the pod while they were being chosen here. */
export function TermsConflict({ form }: { readonly form: TermsForm }) {
  const { myData, terms } = useWords();
  const termWords = useTermWords();
  const { theirs, seen, draft } = form;
  if (theirs === undefined) return null;
  const before = draftOfTerms(seen);
  const now = draftOfTerms(theirs);
  const mine = rebasedTerms(draft, seen, theirs);
  const differing = TERMS.filter((name) => !isSameTerm(name, now, before) || !isSameTerm(name, now, mine));
  return (
    <Notice
      tone="warn"
      action={
        <Row>
          <Button onClick={form.keepMine}>{myData.conflict.keepMine}</Button>
          <Button onClick={form.forget}>{myData.conflict.takeTheirs}</Button>
        </Row>
      }
    >
      <h2>{myData.conflict.title}</h2>
      <p>{theirs === 'malformed' ? terms.malformed : myData.conflict.text}</p>
      <DifferenceTable
        differences={differing.map((name) => ({
          name: terms[name].label,
          theirs: termWords(name, now),
          yours: termWords(name, mine),
        }))}
      />
    </Notice>
  );
}

function useTermWords(): (name: keyof TermsDraft, draft: TermsDraft) => string {
  const { terms } = useWords();
  const { language } = useLocale();
  const vocabulary = useVocabulary();
  const agreement = useAgreementWords();
  const formats = useFormats();
  return (name, draft) => {
    if (name === 'recipients') return terms.recipients[draft.recipients];
    if (name === 'agreement')
      return draft.agreement === '' ? terms.notOffered : agreement.name(draft.agreement);
    if (name !== 'purposesNever') return draft[name] === '' ? terms.noLimit : inWords(draft[name], language);
    const purposes = draft.purposesNever.map(vocabulary.purpose);
    return purposes.length === 0 ? terms.notOffered : formats.list(purposes);
  };
}
