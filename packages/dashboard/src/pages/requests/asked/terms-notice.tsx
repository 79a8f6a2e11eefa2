import type { Breach } from '@parley/protocol';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { breachesLeft, limitedTo } from '../choice/within-terms.ts';
import type { Deciding } from '../deciding.ts';
import styles from './terms-notice.module.css';

/** The person's own terms come first: what of the choice goes beyond them, and one tap that takes it out. */
export function TermsNotice({ deciding }: { readonly deciding: Deciding }) {
  const { request: words } = useWords();
  const { request, choice, approved, choose } = deciding;
  const { breaches, withinTerms, termsStatus } = request;
  if (breaches === null || withinTerms === null)
    return <Notice>{words.terms.unknown[termsStatus] ?? words.terms.unknown['unreadable']}</Notice>;
  const left = breachesLeft(breaches, { approved, withinTerms });
  if (left.length === 0)
    return termsStatus === 'applied' && approved.length > 0 ? (
      <Notice tone="good">{words.terms.fits}</Notice>
    ) : null;
  const limit = () => choose(limitedTo(withinTerms, { details: request.details, choice }));
  return (
    <Notice
      tone="warn"
      action={withinTerms.length > 0 && <Button onClick={limit}>{words.terms.only}</Button>}
    >
      <h2>{termsStatus === 'none' ? words.terms.named : words.terms.title}</h2>
      <ul className={styles['breaches']}>
        {left.map((breach) => (
          <li key={breach.code + breach.purpose}>
            <BreachWords breach={breach} deciding={deciding} />
          </li>
        ))}
      </ul>
      {withinTerms.length === 0 && <p>{words.terms.none}</p>}
    </Notice>
  );
}

function BreachWords({ breach, deciding }: { readonly breach: Breach; readonly deciding: Deciding }) {
  const { request: words } = useWords();
  const vocabulary = useVocabulary();
  const formats = useFormats();
  const { details, withinTerms } = deciding.request;
  const within = withinTerms?.find(({ purpose }) => purpose === breach.purpose);
  const latest = breach.code === 'end_too_late' ? within?.access.until : undefined;
  return (
    <>
      {details.length > 1 && `${vocabulary.purpose(breach.purpose)}: `}
      {words.terms.breaches[breach.code]}
      {latest !== undefined && ` ${words.terms.latest(formats.day(latest))}`}
    </>
  );
}
