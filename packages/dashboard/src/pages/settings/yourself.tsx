import { Button } from '../../design/button.tsx';
import { Card } from '../../design/card.tsx';
import { useSession, useSignedIn } from '../../session/session.tsx';
import { useWords } from '../../words/locale.tsx';

/** Who has signed in, and out again. */
export function Yourself() {
  const { session, settings } = useWords();
  const { webId } = useSignedIn();
  const { signOut } = useSession();
  return (
    <Card title={settings.you}>
      <p>
        {session.signedInAs} <strong>{webId}</strong>
      </p>
      <div>
        <Button onClick={() => void signOut()}>{session.signOut}</Button>
      </div>
    </Card>
  );
}
