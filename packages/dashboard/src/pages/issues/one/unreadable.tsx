import { Notice } from '../../../design/notice.tsx';
import { useWords } from '../../../words/locale.tsx';

/** The issue's own document is damaged: it is shown as far as the list knows it, and nothing is written over it. */
export function Unreadable() {
  const { issues } = useWords();
  return (
    <Notice tone="warn">
      <p>{issues.one.unreadable}</p>
      <p>{issues.one.unreadableText}</p>
    </Notice>
  );
}
