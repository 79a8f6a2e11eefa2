import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { problemWords } from '../../../gateway/problem-words.ts';
import { useWords } from '../../../words/locale.tsx';

interface Props {
  readonly fault: unknown;
  readonly broken: number;
  readonly onRetry: () => void;
}

/** What is missing of the person's own entries. The companies that may read are there without it. */
export function OwnEntriesNotice({ fault, broken, onRetry }: Props) {
  const { common, companies: words, problems } = useWords();
  if (fault !== null)
    return (
      <Notice tone="warn" action={<Button onClick={onRetry}>{common.retry}</Button>}>
        <p>{words.ownUnread}</p>
        <p>{problemWords(fault, problems)}</p>
      </Notice>
    );
  return broken > 0 && <Notice>{words.broken(broken)}</Notice>;
}
