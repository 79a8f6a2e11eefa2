import type { ParsedVendors } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { Link } from 'wouter';
import { issueAddress } from '../issue-address.ts';
import { IssueSummary } from '../issue-summary.tsx';
import { issueTitle } from '../issue-title.ts';
import { StateTag } from '../state-tag.tsx';
import styles from './issue-row.module.css';

interface Props {
  readonly issue: DataItem;
  readonly known: ParsedVendors | undefined;
}

/** An issue in the list, the whole of it a link. */
export function IssueRow({ issue, known }: Props) {
  return (
    <Link href={issueAddress(issue.id)} className={styles['row'] ?? ''}>
      <span className={styles['text']}>
        <bdi className={styles['title']}>{issueTitle(issue)}</bdi>
        <span className={styles['about']}>
          <IssueSummary issue={issue} known={known} />
        </span>
      </span>
      <StateTag issue={issue} />
    </Link>
  );
}
