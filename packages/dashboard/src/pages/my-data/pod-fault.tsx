import { isPodError } from '@parley/pod-client';
import { Button } from '../../design/button.tsx';
import { FactList } from '../../design/fact-list.tsx';
import { Notice } from '../../design/notice.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Stack } from '../../design/stack.tsx';
import { useWords } from '../../words/locale.tsx';

interface Props {
  readonly fault: unknown;
  readonly onRetry: () => unknown;
  /** The address of what was read. */
  readonly document: string;
}

/** Why a document of the pod is not shown. One that cannot be read is named, so that another app can mend it. */
export function PodFault({ fault, onRetry, document }: Props) {
  const { common, myData } = useWords();
  const words = myData.broken;
  if (!isBroken(fault)) return <ProblemNotice fault={fault} onRetry={onRetry} />;
  const line = isPodError(fault) ? fault.line : undefined;
  return (
    <Notice tone="bad" action={<Button onClick={() => void onRetry()}>{common.retry}</Button>}>
      <Stack>
        <h2>{words.title}</h2>
        <p>{words.text}</p>
        <FactList
          facts={[
            { name: words.document, value: document },
            line === undefined ? undefined : { name: words.line, value: line },
          ]}
        />
      </Stack>
    </Notice>
  );
}

/** Whether the document is there and makes no sense. */
export const isBroken = (fault: unknown): boolean =>
  isPodError(fault) && (fault.code === 'content_rejected' || fault.code === 'too_large');
