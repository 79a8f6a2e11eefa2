import { ListedLinkRow } from '../../design/link-list.tsx';
import { Tag } from '../../design/tag.tsx';
import type { Entry } from '../../gateway/entry.ts';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { useVocabulary } from '../../words/use-vocabulary.ts';
import { whatHappened } from './entry-words.ts';

/** One line of what has happened, for a short list. */
export function EntryRow({ entry, company }: { readonly entry: Entry; readonly company: string }) {
  const words = useWords();
  const formats = useFormats();
  const vocabulary = useVocabulary();
  return (
    <ListedLinkRow
      item={{
        key: entry.id,
        name: (
          <>
            <bdi>{company}</bdi>: {whatHappened(entry, words, vocabulary)}
          </>
        ),
        aside: formats.dayAndTime(entry.at),
        tag: entry.outcome === 'refused' && <Tag tone="warn">{words.activity.refused}</Tag>,
      }}
    />
  );
}
