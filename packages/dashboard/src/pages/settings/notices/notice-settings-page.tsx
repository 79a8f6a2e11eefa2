import type { Pod } from '@parley/pod-client';
import { Link } from 'wouter';
import { PageHeader } from '../../../design/page-header.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Stack } from '../../../design/stack.tsx';
import { WithPod } from '../../../pod/with-pod.tsx';
import { useWords } from '../../../words/locale.tsx';
import { choicesOf, SUGGESTED } from './choices.ts';
import { NoticeForm } from './notice-form.tsx';
import { ThisBrowser } from './this-browser.tsx';
import { useSaveSettings, useSettings } from './use-settings.ts';

/** Of what the person is told, and by which ways. */
export function NoticeSettingsPage() {
  const { notices } = useWords();
  const { title, lead } = notices.settings;
  return (
    <>
      <PageHeader title={title} lead={lead}>
        <Link href="/notices">{notices.title}</Link>
      </PageHeader>
      <WithPod>{(pod) => <Ways pod={pod} />}</WithPod>
    </>
  );
}

function Ways({ pod }: { readonly pod: Pod }) {
  const { data, error, refetch, isPending } = useSettings(pod);
  const saving = useSaveSettings(pod);
  // Who turns a browser on wants to be told of something.
  const suggest = () => {
    if (data === undefined || (data?.pushFor.length ?? 0) > 0) return;
    saving.mutate({ before: data, choices: { ...choicesOf(data), pushFor: SUGGESTED } });
  };
  return (
    <Stack>
      <ThisBrowser onTurnedOn={suggest} />
      {isPending && <Skeleton lines={6} />}
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {saving.error !== null && <ProblemNotice fault={saving.error} />}
      {data !== undefined && <NoticeForm pod={pod} settings={data} />}
    </Stack>
  );
}
