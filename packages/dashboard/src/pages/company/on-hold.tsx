import { Notice } from '../../design/notice.tsx';
import { useWords } from '../../words/locale.tsx';

/** That the company is on hold, and what that means. */
export function OnHold() {
  const { company: words } = useWords();
  return (
    <Notice tone="warn">
      <h2>{words.onHold.title}</h2>
      <p>{words.onHold.text}</p>
    </Notice>
  );
}
