import { acceptOpenings, type ParsedVendors, type Pod } from '@parley/pod-client';
import type { OpenedIssue } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { Button, LinkButton } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Row, Soft, Stack } from '../../../design/stack.tsx';
import { useToast } from '../../../design/toast.tsx';
import { capital } from '../../../words/capital.ts';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { companyName } from '../../requests/who/company-name.ts';
import { useChoosable } from '../form/use-choosable.ts';
import { issueAddress } from '../issue-address.ts';
import { issueCategory } from '../issue-category.ts';
import { useIssuesChanged } from '../use-issues.ts';
import { useDismiss, useOpened } from './use-opened.ts';

/** What companies have begun and the person has not looked at. Nothing where there is none. */
export function OpenedList({ pod }: { readonly pod: Pod }) {
  const { issues } = useWords();
  const { data, error, refetch } = useOpened(pod);
  const { known } = useChoosable(pod);
  if (error !== null && data === undefined) return <ProblemNotice fault={error} onRetry={refetch} />;
  if (data === null) return <NoPlace pod={pod} />;
  if (data === undefined || data.openings.length === 0) return null;
  return (
    <Card title={issues.opened.title}>
      <Soft>{issues.opened.text}</Soft>
      <Stack>
        {data.openings.map((opening) => (
          <Opening key={opening.id} pod={pod} opening={opening} known={known} />
        ))}
      </Stack>
    </Card>
  );
}

interface Props {
  readonly pod: Pod;
  readonly opening: OpenedIssue;
  readonly known: ParsedVendors | undefined;
}

function Opening({ pod, opening, known }: Props) {
  const { issues } = useWords();
  const vocabulary = useVocabulary();
  const formats = useFormats();
  const say = useToast();
  const { mutate, isPending, error } = useDismiss(pod, () => say({ text: issues.opened.dismissed }));
  const { id, title, kind, createdAt, vendorId } = opening;
  const vendor = known?.vendors.find(({ clientId }) => clientId === vendorId);
  const company = vendor === undefined ? issues.thread.company : companyName(vendor);
  return (
    <section aria-label={plainWords(title)}>
      <p>
        <strong>
          <bdi>{plainWords(title)}</bdi>
        </strong>
      </p>
      <Soft>
        {capital(vocabulary.value(kind))} · <bdi>{issues.opened.by(company)}</bdi> ·{' '}
        <time dateTime={createdAt}>{formats.dayAndTime(createdAt)}</time>
      </Soft>
      <Row>
        <LinkButton to={issueAddress(id)}>{issues.opened.open}</LinkButton>
        <Button weight="quiet" isBusy={isPending} onClick={() => mutate(id)}>
          {issues.opened.dismiss}
        </Button>
      </Row>
      {error !== null && <ProblemNotice fault={error} />}
    </section>
  );
}

/** A pod that was connected before there were such threads, or one whose owner wants none. */
function NoPlace({ pod }: { readonly pod: Pod }) {
  const { issues } = useWords();
  const say = useToast();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => acceptOpenings(pod, { category: issueCategory }),
    onSuccess: () => say({ text: issues.opened.allowed }),
    onSettled: useIssuesChanged(pod),
  });
  return (
    <Card title={issues.opened.none}>
      <Soft>{issues.opened.noneText}</Soft>
      <div>
        <Button isBusy={isPending} onClick={() => mutate()}>
          {issues.opened.allow}
        </Button>
      </div>
      {error !== null && <ProblemNotice fault={error} />}
    </Card>
  );
}
