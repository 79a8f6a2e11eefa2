import type { Pod } from '@parley/pod-client';
import type { OwnerSettings } from '@parley/protocol';
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
  return (
    <Stack>
      {isPending && <Skeleton lines={6} />}
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {data !== undefined && <Known pod={pod} settings={data} />}
    </Stack>
  );
}

function Known({ pod, settings }: { readonly pod: Pod; readonly settings: OwnerSettings | null }) {
  const { mutate, error } = useSaveSettings(pod);
  const choices = choicesOf(settings);
  // Who turns a browser on wants to be told of something.
  const suggest = () => {
    if (choices.pushFor.length === 0)
      mutate({ before: settings, choices: { ...choices, pushFor: SUGGESTED } });
  };
  return (
    <>
      <ThisBrowser onTurnedOn={suggest} />
      {error !== null && <ProblemNotice fault={error} />}
      <NoticeForm pod={pod} settings={settings} />
    </>
  );
}
