import { saveCircle } from '@parley/pod-client';
import { newId } from '@parley/protocol';
import { LinkButton } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { PageHeader } from '../../../design/page-header.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Stack } from '../../../design/stack.tsx';
import { useToast } from '../../../design/toast.tsx';
import { WithPod } from '../../../pod/with-pod.tsx';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import { useChangeKnown } from '../known/use-change-known.ts';
import { inCircle } from '../shown.ts';
import { useCompanies } from '../use-companies.ts';
import { CircleCard } from './circle-card.tsx';
import { CircleNameForm } from './circle-name-form.tsx';

/** Groups of companies. */
export function CirclesPage() {
  const { companies } = useWords();
  const words = companies.circles;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <Stack>
        <WithPod>{() => <Circles />}</WithPod>
        <div>
          <LinkButton to="/companies">{words.back}</LinkButton>
        </div>
      </Stack>
    </>
  );
}

function Circles() {
  const { companies: all } = useWords();
  const words = all.circles;
  const { companies, circles, fault, ownFault, isPending, retry } = useCompanies();
  if (isPending) return <Skeleton lines={6} />;
  if (ownFault !== null) return <ProblemNotice fault={ownFault} onRetry={retry} />;
  return (
    <>
      {fault !== null && <ProblemNotice fault={fault} onRetry={retry} />}
      {circles.length === 0 && <EmptyState title={words.empty}>{words.emptyText}</EmptyState>}
      {circles
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map((circle) => (
          <CircleCard
            key={circle.id}
            circle={circle}
            circles={circles}
            members={companies.filter(({ entry }) => inCircle(entry, circle.id))}
            others={companies.filter(({ entry }) => !inCircle(entry, circle.id))}
          />
        ))}
      <NewCircle taken={circles.map(({ name }) => name)} />
    </>
  );
}

function NewCircle({ taken }: { readonly taken: readonly string[] }) {
  const { companies } = useWords();
  const words = companies.circles;
  const say = useToast();
  const { mutate, isPending, error } = useChangeKnown();
  return (
    <Card>
      <CircleNameForm
        label={words.name}
        hint={words.nameHint}
        act={words.create}
        taken={taken}
        isBusy={isPending}
        fault={error}
        onName={(name, clear) =>
          mutate(async (pod) => {
            await saveCircle(pod, { circle: { id: newId('item'), name } });
            clear();
            say({ text: words.created(companyName({ name })) });
          })
        }
      />
    </Card>
  );
}
