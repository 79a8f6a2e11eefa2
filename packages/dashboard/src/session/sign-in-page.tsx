import { Card } from '../design/card.tsx';
import { Notice } from '../design/notice.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { Stack } from '../design/stack.tsx';
import { useWords } from '../words/locale.tsx';
import { NoPodYet } from './no-pod-yet.tsx';
import { RememberedProviders } from './remembered-list.tsx';
import { useSession } from './session.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { isKeptRequest } from './where-one-was.ts';

/** Shown to everybody who has not signed in, whatever page they came for. */
export function SignInPage() {
  const { session } = useWords();
  const { fault } = useSession();
  return (
    <>
      <PageHeader title={session.title} lead={isKeptRequest() ? session.why : session.lead} />
      <Stack>
        {fault !== undefined && <Notice tone="bad">{session.faults[fault]}</Notice>}
        <RememberedProviders />
        <Card>
          <SignInForm />
        </Card>
        <NoPodYet />
      </Stack>
    </>
  );
}
