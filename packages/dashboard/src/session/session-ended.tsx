import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { useWords } from '../words/locale.tsx';
import { useSession } from './session.tsx';

/** Over whatever page is shown when the sign-in ends. */
export function SessionEnded() {
  const { hasEnded, signInAgain } = useSession();
  const { session } = useWords();
  if (!hasEnded) return null;
  return (
    <Dialog
      title={session.ended}
      actions={
        <Button weight="main" onClick={() => void signInAgain()}>
          {session.again}
        </Button>
      }
    >
      <p>{session.endedText}</p>
    </Dialog>
  );
}
