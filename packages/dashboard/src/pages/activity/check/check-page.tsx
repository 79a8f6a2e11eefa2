import type { Pod } from '@parley/pod-client';
import { useConfiguration } from '../../../configuration.tsx';
import { Button, LinkButton } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { PageHeader } from '../../../design/page-header.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Progress } from '../../../design/progress.tsx';
import { Row, Soft, Stack } from '../../../design/stack.tsx';
import { useGateway } from '../../../gateway/gateway.tsx';
import { readRecordKeys } from '../../../gateway/record-keys.ts';
import { WithPod } from '../../../pod/with-pod.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { type LongTask, useLongTask } from '../use-long-task.ts';
import { type CheckProgress, checkRecords } from './check-records.ts';
import { Report } from './report.tsx';

/** Whether everything that was written down is still there, as it was. */
export function CheckPage() {
  const { activity, common } = useWords();
  const { check } = activity;
  return (
    <>
      <PageHeader title={check.title} lead={check.lead} />
      <Stack>
        <WithPod>{(pod) => <Check pod={pod} />}</WithPod>
        <div>
          <LinkButton to="/activity">{common.back}</LinkButton>
        </div>
      </Stack>
    </>
  );
}

function Check({ pod }: { readonly pod: Pod }) {
  const { check } = useWords().activity;
  const { gateway: origin } = useConfiguration();
  const gateway = useGateway();
  const readKeys = (signal: AbortSignal) => readRecordKeys(origin, signal);
  const { start, stop, progress, data, error, isRunning } = useLongTask(
    (_: undefined, task: LongTask<CheckProgress>) => checkRecords({ gateway, pod, readKeys }, task),
  );
  return (
    <>
      <Card>
        <Soft>{check.how}</Soft>
        {isRunning && <Step progress={progress} />}
        <Row>
          <Button weight="main" isBusy={isRunning} onClick={() => start(undefined)}>
            {data === undefined ? check.start : check.again}
          </Button>
          {isRunning && <Button onClick={stop}>{check.cancel}</Button>}
        </Row>
      </Card>
      {error !== null && <ProblemNotice fault={error} onRetry={() => start(undefined)} />}
      {data !== undefined && <Report report={data} />}
    </>
  );
}

function Step({ progress = { step: 'asking', done: 0 } }: { readonly progress: CheckProgress | undefined }) {
  const { check } = useWords().activity;
  const { number } = useFormats();
  const { step, done, of } = progress;
  return <Progress words={check[step](number(done), number(of ?? 0))} done={done} of={of} />;
}
