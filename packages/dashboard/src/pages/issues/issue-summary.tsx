import type { ParsedVendors } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { capital } from '../../words/capital.ts';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { useVocabulary } from '../../words/use-vocabulary.ts';
import { useAudienceWords } from '../my-data/items/use-audience-words.ts';
import { changedAt, textOf } from './issue-category.ts';

interface Props {
  readonly issue: DataItem;
  readonly known: ParsedVendors | undefined;
  /** Down to the minute. */
  readonly isExact?: boolean;
}

/** What an issue is, for whom, and when it last changed. */
export function IssueSummary({ issue, known, isExact = false }: Props) {
  const { issues } = useWords();
  const vocabulary = useVocabulary();
  const formats = useFormats();
  const whom = useAudienceWords(known)(issue.audience);
  const at = changedAt(issue);
  const when = isExact ? formats.dayAndTime : formats.day;
  return (
    <>
      {capital(vocabulary.value(textOf(issue, 'kind') ?? ''))} · <bdi>{whom}</bdi>
      {!Number.isNaN(Date.parse(at)) && ` · ${issues.changed(when(at))}`}
    </>
  );
}
