import type { Pod } from '@parley/pod-client';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Stack } from '../../design/stack.tsx';
import { useToast } from '../../design/toast.tsx';
import { WithPod } from '../../pod/with-pod.tsx';
import { useWords } from '../../words/locale.tsx';
import { BackLink } from '../my-data/back-link.tsx';
import type { ItemChange } from '../my-data/form/item-draft.ts';
import { ItemForm } from '../my-data/form/item-form.tsx';
import { useItemForm } from '../my-data/form/use-item-form.ts';
import { issueLayout, NEW_DRAFT } from './form/issue-layout.ts';
import { saveIssue } from './form/save-issue.ts';
import { useChoosable } from './form/use-choosable.ts';
import { issueAddress } from './issue-address.ts';
import { issueCategory } from './issue-category.ts';
import { useIssuesChanged } from './use-issues.ts';

/** Where the person writes a new issue. */
export function NewIssuePage() {
  const { issues } = useWords();
  return (
    <>
      <BackLink to="/my-data/issues">{issues.back}</BackLink>
      <PageHeader title={issues.form.newTitle} lead={issues.form.newLead} />
      <WithPod>{(pod) => <NewIssue pod={pod} />}</WithPod>
    </>
  );
}

function NewIssue({ pod }: { readonly pod: Pod }) {
  const { issues, myData } = useWords();
  const say = useToast();
  const [, navigate] = useLocation();
  const changed = useIssuesChanged(pod);
  const { known, fault, refetch } = useChoosable(pod);
  const form = useItemForm({
    category: issueCategory,
    layout: issueLayout,
    keptAs: NEW_DRAFT,
    start: { state: 'open', kind: 'question' },
    // Nobody reads it by accident: for whom it is, the person says.
    startFor: { mode: 'some', chosen: [] },
  });
  const saving = useMutation({
    mutationFn: (change: ItemChange) => saveIssue(pod, { change, known }),
    async onSuccess({ id }) {
      form.forget();
      await changed();
      navigate(issueAddress(id), { replace: true });
      say({ text: issues.form.written });
    },
  });
  return (
    <Stack>
      {fault !== null && <ProblemNotice fault={fault} onRetry={refetch} />}
      <Card>
        <ItemForm
          form={form}
          known={known}
          isBusy={saving.isPending}
          fault={saving.error}
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
    </Stack>
  );
}
