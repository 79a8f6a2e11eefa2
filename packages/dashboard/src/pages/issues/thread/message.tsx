import type { Pod } from '@parley/pod-client';
import type { DataItem, ThreadMessage } from '@parley/protocol';
import { Button } from '../../../design/button.tsx';
import { classNames } from '../../../design/class-names.ts';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Soft } from '../../../design/stack.tsx';
import { TheirLines } from '../../../design/their-lines.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useChangeState } from '../one/use-issue-acts.ts';
import styles from './message.module.css';
import { isStillOpen, type Proposed, proposedBy } from './proposed.ts';

interface Props {
  readonly pod: Pod;
  readonly issue: DataItem;
  readonly message: ThreadMessage;
  /** Who wrote it, where it is not the person's own. */
  readonly company: string;
  readonly isLast: boolean;
}

/** One message: who wrote it, when, and its text, which is never anything else than text. */
export function Message({ pod, issue, message, company, isLast }: Props) {
  const { issues } = useWords();
  const formats = useFormats();
  const isOwn = message.from === 'owner';
  const proposed = proposedBy(message);
  return (
    <li className={classNames(styles['message'], isOwn ? styles['own'] : styles['theirs'])}>
      <p className={styles['head']}>
        <strong>{isOwn ? issues.thread.you : <bdi>{company}</bdi>}</strong>{' '}
        <time dateTime={message.createdAt}>{formats.dayAndTime(message.createdAt)}</time>
      </p>
      <TheirLines>{message.content}</TheirLines>
      {message.by !== undefined && <Soft>{issues.thread.by[message.by]}</Soft>}
      {proposed !== undefined && (
        <Proposal
          pod={pod}
          issue={issue}
          proposed={proposed}
          canAgree={isLast && isStillOpen(proposed, issue)}
        />
      )}
    </li>
  );
}

interface ProposalProps {
  readonly pod: Pod;
  readonly issue: DataItem;
  readonly proposed: Proposed;
  readonly canAgree: boolean;
}

/** What the company says of the state. Only the person changes it. */
function Proposal({ pod, issue, proposed, canAgree }: ProposalProps) {
  const { issues } = useWords();
  const changing = useChangeState(pod, issue);
  return (
    <div className={styles['proposal']}>
      <p>{issues.thread.proposes[proposed.word]}</p>
      {canAgree && (
        <Button isBusy={changing.isPending} onClick={() => changing.mutate(proposed.state)}>
          {issues.thread.accept[proposed.state]}
        </Button>
      )}
      {changing.error !== null && <ProblemNotice fault={changing.error} />}
    </div>
  );
}
