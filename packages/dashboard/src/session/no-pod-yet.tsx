import { useConfiguration } from '../configuration.tsx';
import { Button } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { Notice } from '../design/notice.tsx';
import { Row, Soft } from '../design/stack.tsx';
import { useWords } from '../words/locale.tsx';
import { useSignIn } from './use-sign-in.ts';

/** The providers that who runs this offers, and the way to a first pod. A request that waits is still there afterwards. */
export function NoPodYet() {
  const { session } = useWords();
  const { providers, podSignup } = useConfiguration();
  const { signInAt, fault, isBusy } = useSignIn();
  return (
    <Card title={session.noPod}>
      <p>{session.noPodText}</p>
      {podSignup !== undefined && (
        <p>
          <a href={podSignup} target="_blank" rel="noreferrer">
            {session.newPod(new URL(podSignup).host)}
          </a>
        </p>
      )}
      {providers.length === 0 && podSignup === undefined && <Soft>{session.noProvider}</Soft>}
      <Row>
        {providers.map((issuer) => (
          <Button key={issuer} isBusy={isBusy} onClick={() => void signInAt(issuer)}>
            {session.with(new URL(issuer).host)}
          </Button>
        ))}
      </Row>
      {fault && <Notice tone="bad">{session.faults[fault]}</Notice>}
    </Card>
  );
}
