import { Button } from '../../../design/button.tsx';
import { useWords } from '../../../words/locale.tsx';

interface Props {
  /** Absent: nothing was typed. */
  readonly onDiscard: (() => void) | undefined;
  /** Absent: there is nothing to delete yet. */
  readonly onDelete: (() => void) | undefined;
  readonly isDeleting: boolean;
}

/** What can be done in the form of an item besides saving it. */
export function ItemActions({ onDiscard, onDelete, isDeleting }: Props) {
  const { myData } = useWords();
  return (
    <>
      {onDiscard !== undefined && (
        <Button weight="quiet" onClick={onDiscard}>
          {myData.item.discard}
        </Button>
      )}
      {onDelete !== undefined && (
        <Button weight="quiet" isBusy={isDeleting} onClick={onDelete}>
          {myData.item.delete}
        </Button>
      )}
    </>
  );
}
