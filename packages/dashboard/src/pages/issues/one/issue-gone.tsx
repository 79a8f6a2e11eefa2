import { isPodError } from '@parley/pod-client';
import { EmptyState } from '../../../design/empty-state.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { useWords } from '../../../words/locale.tsx';

/** It was never there, or was deleted elsewhere. */
export function IssueGone() {
  const { issues } = useWords();
  return <EmptyState title={issues.one.notThere}>{issues.one.notThereText}</EmptyState>;
}

export const isGone = (fault: unknown): boolean =>
  isPodError(fault) && (fault.code === 'not_found' || fault.code === 'invalid_item');

interface Props {
  readonly fault: unknown;
  readonly onRetry: () => unknown;
}

/** Why an issue cannot be shown. */
export const IssueFault = ({ fault, onRetry }: Props) =>
  isGone(fault) ? <IssueGone /> : <ProblemNotice fault={fault} onRetry={onRetry} />;
