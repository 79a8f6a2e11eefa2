import type { Pod } from '@parley/pod-client';
import { useState } from 'react';
import { Button, LinkButton } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Row, Stack } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { issueAddress } from '../issue-address.ts';
import { attachmentsOf, isClosed } from '../issue-category.ts';
import type { WholeIssue } from '../use-issues.ts';
import { MuteIssue } from './mute-issue.tsx';
import { useChangeState, useDeleteIssue } from './use-issue-acts.ts';

/** What only the person can do with an issue. */
export function IssueActions({ pod, whole }: { readonly pod: Pod; readonly whole: WholeIssue }) {
  const { issues } = useWords();
  const words = issues.one;
  const { issue, isWhole } = whole;
  const changing = useChangeState(pod, issue);
  const [isAsking, setAsking] = useState(false);
  return (
    <Stack>
      <Row>
        {isClosed(issue) ? (
          <Button isBusy={changing.isPending} onClick={() => changing.mutate('open')}>
            {words.reopen}
          </Button>
        ) : (
          <Button weight="main" isBusy={changing.isPending} onClick={() => changing.mutate('closed')}>
            {words.close}
          </Button>
        )}
        {isWhole && <LinkButton to={`${issueAddress(issue.id)}/edit`}>{words.edit}</LinkButton>}
        {isWhole && (
          <Button weight="quiet" onClick={() => setAsking(true)}>
            {words.delete}
          </Button>
        )}
        <MuteIssue pod={pod} issueId={issue.id} />
      </Row>
      {changing.error !== null && <ProblemNotice fault={changing.error} />}
      {isAsking && <DeleteDialog pod={pod} whole={whole} onClose={() => setAsking(false)} />}
    </Stack>
  );
}

interface DialogProps {
  readonly pod: Pod;
  readonly whole: WholeIssue;
  readonly onClose: () => void;
}

function DeleteDialog({ pod, whole, onClose }: DialogProps) {
  const { common, issues } = useWords();
  const deleting = useDeleteIssue(pod, whole.issue);
  return (
    <Dialog
      title={issues.one.deleteTitle}
      onClose={onClose}
      actions={
        <>
          <Button weight="danger" isBusy={deleting.isPending} onClick={() => deleting.mutate()}>
            {issues.one.delete}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </>
      }
    >
      <p>{issues.one.deleteText}</p>
      {attachmentsOf(whole.issue).length > 0 && <p>{issues.one.deleteFiles}</p>}
      {deleting.error !== null && <ProblemNotice fault={deleting.error} />}
    </Dialog>
  );
}
