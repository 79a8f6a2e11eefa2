import type { ParsedVendors } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { Link } from 'wouter';
import { capital } from '../../../words/capital.ts';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { useAudienceWords } from '../../my-data/items/use-audience-words.ts';
import { issueAddress } from '../issue-address.ts';
import { changedAt, textOf } from '../issue-category.ts';
import { issueTitle } from '../issue-title.ts';
import { StateTag } from '../state-tag.tsx';
import styles from './issue-row.module.css';

interface Props {
  readonly issue: DataItem;
  readonly known: ParsedVendors | undefined;
}

/** An issue in the list: its title, then what it is, for whom, and when it last changed. */
export function IssueRow({ issue, known }: Props) {
  const { issues: words } = useWords();
  const vocabulary = useVocabulary();
  const formats = useFormats();
  const whom = useAudienceWords(known)(issue.audience);
  const at = changedAt(issue);
  return (
    <Link href={issueAddress(issue.id)} className={styles['row'] ?? ''}>
      <span className={styles['text']}>
        <bdi className={styles['title']}>{issueTitle(issue)}</bdi>
        <span className={styles['about']}>
          {capital(vocabulary.value(textOf(issue, 'kind') ?? ''))} · <bdi>{whom}</bdi>
          {Number.isNaN(Date.parse(at)) ? '' : ` · ${words.changed(formats.day(at))}`}
        </span>
      </span>
      <StateTag issue={issue} />
    </Link>
  );
}
