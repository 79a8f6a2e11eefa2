import { isPodError, type Pod } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { useToast } from '../../design/toast.tsx';
import { WithPod } from '../../pod/with-pod.tsx';
import { useDraft } from '../../session/use-draft.ts';
import { useWords } from '../../words/locale.tsx';
import { BackLink } from '../my-data/back-link.tsx';
import { ConflictNotice } from '../my-data/form/conflict-notice.tsx';
import type { ItemChange, ItemDraft } from '../my-data/form/item-draft.ts';
import { ItemForm } from '../my-data/form/item-form.tsx';
import { useItemForm } from '../my-data/form/use-item-form.ts';
import { issueLayout, NEW_DRAFT } from './form/issue-layout.ts';
import { saveIssue } from './form/save-issue.ts';
import { useChoosable } from './form/use-choosable.ts';
import { issueAddress, issueIdIn, NEW_ISSUE } from './issue-address.ts';
import { issueCategory } from './issue-category.ts';
import { IssueFault, IssueGone, isGone } from './one/issue-gone.tsx';
import { Unreadable } from './one/unreadable.tsx';
import { useIssue, useIssuesChanged } from './use-issues.ts';

/** Where the person changes what an issue says. */
export function EditIssuePage({ part }: { readonly part: string }) {
  const { issues } = useWords();
  return (
    <>
      <BackLink to={`/my-data/issues/${part}`}>{issues.one.back}</BackLink>
      <PageHeader title={issues.form.editTitle} />
      <WithPod>{(pod) => <Edit key={part} pod={pod} id={issueIdIn(part)} />}</WithPod>
    </>
  );
}

interface Props {
  readonly pod: Pod;
  readonly id: string;
}

function Edit({ pod, id }: Props) {
  const { data, error, refetch } = useIssue(pod, id);
  // Deleted elsewhere while it is edited here: what was written is not lost with it.
  const isLost = isGone(error) && data !== undefined;
  return (
    <Stack>
      {error !== null && !isLost && <IssueFault fault={error} onRetry={refetch} />}
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data?.isWhole === false && <Unreadable />}
      {data?.isWhole === true && <EditForm pod={pod} id={id} item={isLost ? undefined : data.issue} />}
    </Stack>
  );
}

function EditForm({ pod, id, item }: Props & { readonly item: DataItem | undefined }) {
  const { issues, myData } = useWords();
  const say = useToast();
  const [, navigate] = useLocation();
  const changed = useIssuesChanged(pod);
  const { known, fault, refetch } = useChoosable(pod);
  const again = useDraft<{ draft: ItemDraft }>(NEW_DRAFT);
  const form = useItemForm({
    category: issueCategory,
    item: item && withoutMessages(item),
    layout: issueLayout,
    keptAs: `issues/${id}`,
  });
  const saving = useMutation({
    mutationFn: (change: ItemChange) => saveIssue(pod, { change, seen: form.seen, known }),
    onSuccess() {
      form.forget();
      navigate(issueAddress(id));
      say({ text: issues.form.saved });
    },
    onSettled: changed,
  });
  const isConflict = isPodError(saving.error) && ['conflict', 'not_found'].includes(saving.error.code);
  const leave = (to: string) => {
    form.forget();
    navigate(to);
  };
  const writeAgain = () => {
    again.write({ draft: form.draft });
    leave(NEW_ISSUE);
  };
  if (item === undefined && !form.isTouched) return <IssueGone />;
  return (
    <>
      {fault !== null && <ProblemNotice fault={fault} onRetry={refetch} />}
      <ConflictNotice
        form={form}
        known={known}
        onWriteAgain={writeAgain}
        onLetGo={() => leave('/my-data/issues')}
      />
      <Card>
        <ItemForm
          form={form}
          known={known}
          isBusy={saving.isPending}
          fault={isConflict && form.theirs !== undefined ? null : saving.error}
          onSave={(change) => saving.mutate(change)}
          actions={
            form.isTouched && (
              <Button weight="quiet" onClick={() => form.forget()}>
                {myData.item.discard}
              </Button>
            )
          }
        />
      </Card>
    </>
  );
}

/** A message that arrives while something else is edited is no conflict. */
function withoutMessages({ fields, ...rest }: DataItem): DataItem {
  const { messages: _, ...others } = fields;
  return { ...rest, fields: others };
}
