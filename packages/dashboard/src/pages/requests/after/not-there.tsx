import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { useSignedIn } from '../../../session/session.tsx';
import { useWords } from '../../../words/locale.tsx';

/** A link to a request that is old or somebody else's: both look alike. */
export function NotThere() {
  const { request: words } = useWords();
  const { webId, signOut } = useSignedIn();
  // Back to this very page, which asks who one is.
  const otherwise = () => signOut().then(() => location.reload());
  return (
    <EmptyState
      title={words.notThere.title}
      action={<Button onClick={() => void otherwise()}>{words.notThere.otherwise}</Button>}
    >
      {words.notThere.text} <bdi>{webId}</bdi>
    </EmptyState>
  );
}
