import { useState } from 'react';
import { Button } from '../design/button.tsx';
import { Card } from '../design/card.tsx';
import { Notice } from '../design/notice.tsx';
import { Row } from '../design/stack.tsx';
import { useWords } from '../words/locale.tsx';
import { forgetProvider, rememberedProviders } from './remembered-providers.ts';
import { useSignIn } from './use-sign-in.ts';

/** One click for who was here before. */
export function RememberedProviders() {
  const { session } = useWords();
  const [issuers, setIssuers] = useState(rememberedProviders);
  const { signInAt, fault, isBusy } = useSignIn();
  if (issuers.length === 0) return null;
  const forget = (issuer: string) => {
    forgetProvider(issuer);
    setIssuers(rememberedProviders());
  };
  return (
    <Card title={session.known}>
      {issuers.map((issuer) => (
        <Row key={issuer}>
          <Button weight="main" isBusy={isBusy} onClick={() => void signInAt(issuer)}>
            {session.with(new URL(issuer).host)}
          </Button>
          <Button weight="quiet" onClick={() => forget(issuer)}>
            {session.forget(new URL(issuer).host)}
          </Button>
        </Row>
      ))}
      {fault && <Notice tone="bad">{session.faults[fault]}</Notice>}
    </Card>
  );
}
