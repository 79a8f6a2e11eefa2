import type { Rejection } from '@parley/pod-client';
import type { DataCategory } from '@parley/protocol';
import { Fold } from '../../../design/fold.tsx';
import { Notice } from '../../../design/notice.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';

const MOST_NAMED = 50;

interface Props {
  readonly category: DataCategory;
  readonly rejected: readonly Rejection[];
}

/** What is in the document and cannot be understood: said, and left alone. */
export function RejectedNotice({ category, rejected }: Props) {
  const { myData } = useWords();
  const vocabulary = useVocabulary();
  const words = myData.rejected;
  if (rejected.length === 0) return null;
  const named = rejected
    .slice(0, MOST_NAMED)
    .map(({ id, field }) =>
      id === undefined
        ? words.elsewhere
        : words.entry(plainWords(id), field === undefined ? '' : vocabulary.field(category.name, field)),
    );
  return (
    <Notice tone="warn">
      <h2>{words.title(rejected.length)}</h2>
      <p>{words.text}</p>
      <Fold title={words.which}>
        <ul>
          {[...new Set(named)].map((each) => (
            <li key={each}>
              <bdi>{each}</bdi>
            </li>
          ))}
        </ul>
      </Fold>
    </Notice>
  );
}
