import type { ReactNode } from 'react';
import { GatewayProblem } from '../gateway/problem.ts';
import { problemWords } from '../gateway/problem-words.ts';
import { useWords } from '../words/locale.tsx';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { Soft } from './stack.tsx';

interface Props {
  readonly fault: unknown;
  readonly onRetry?: (() => unknown) | undefined;
  /** Another way on. */
  readonly action?: ReactNode;
}

/** What went wrong, in words, with a way on. */
export function ProblemNotice({ fault, onRetry, action }: Props) {
  const { common, problems } = useWords();
  const reference = fault instanceof GatewayProblem ? fault.reference : undefined;
  const retry = onRetry && <Button onClick={() => void onRetry()}>{common.retry}</Button>;
  return (
    <Notice tone="bad" action={action ?? retry}>
      <p>{problemWords(fault, problems)}</p>
      {reference !== undefined && <Soft>{problems.reference(reference)}</Soft>}
    </Notice>
  );
}
