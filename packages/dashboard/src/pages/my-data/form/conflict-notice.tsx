import type { ParsedVendors } from '@parley/pod-client';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { Row } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { useDifferences } from './use-differences.ts';
import type { ItemForm } from './use-item-form.ts';

interface Props {
  readonly form: ItemForm;
  readonly known: ParsedVendors | undefined;
  /** It was deleted elsewhere, and the person wants it all the same. */
  readonly onWriteAgain: () => void;
  /** It was deleted elsewhere, and that is right. */
  readonly onLetGo: () => void;
}

/** The item has changed in the pod while it was edited here: what differs, and whose word counts. Nothing is overwritten before. */
export function ConflictNotice({ form, known, onWriteAgain, onLetGo }: Props) {
  const { myData } = useWords();
  const words = myData.conflict;
  const differences = useDifferences(form, known);
  if (form.theirs === undefined || !form.isTouched) return null;
  if (form.theirs === 'gone')
    return (
      <Notice
        tone="warn"
        action={
          <Row>
            <Button onClick={onWriteAgain}>{words.writeAgain}</Button>
            <Button onClick={onLetGo}>{words.letGo}</Button>
          </Row>
        }
      >
        <h2>{words.gone}</h2>
        <p>{words.goneText}</p>
      </Notice>
    );
  return (
    <Notice
      tone="warn"
      action={
        <Row>
          <Button onClick={() => form.keepMine()}>{words.keepMine}</Button>
          <Button onClick={() => form.forget()}>{words.takeTheirs}</Button>
        </Row>
      }
    >
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <DifferenceTable differences={differences} />
    </Notice>
  );
}
