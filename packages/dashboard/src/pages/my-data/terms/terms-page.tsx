import type { Pod } from '@parley/pod-client';
import { DOCUMENTS } from '@parley/protocol';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { PageHeader } from '../../../design/page-header.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Soft, Stack } from '../../../design/stack.tsx';
import { WithPod } from '../../../pod/with-pod.tsx';
import { useWords } from '../../../words/locale.tsx';
import { BackToMyData } from '../back-link.tsx';
import { PodFault } from '../pod-fault.tsx';
import { TermsEditor } from './terms-editor.tsx';
import { useTerms } from './use-terms.ts';

/** What holds for every company that asks. */
export function TermsPage() {
  const { terms } = useWords();
  return (
    <>
      <BackToMyData />
      <PageHeader title={terms.title} lead={terms.lead} />
      <WithPod>{(pod) => <Terms pod={pod} />}</WithPod>
    </>
  );
}

function Terms({ pod }: { readonly pod: Pod }) {
  const { data, error, refetch } = useTerms(pod);
  const [isReplacing, setReplacing] = useState(false);
  const document = pod.resolve(DOCUMENTS.terms);
  if (data === undefined)
    return error === null ? (
      <Skeleton lines={8} />
    ) : (
      <PodFault fault={error} onRetry={refetch} document={document} />
    );
  if (data.inPod !== 'malformed' || isReplacing) return <TermsEditor pod={pod} inPod={data.inPod} />;
  return (
    <Malformed
      fault={data.fault}
      document={document}
      onRetry={refetch}
      onReplace={() => setReplacing(true)}
    />
  );
}

interface MalformedProps {
  readonly fault: unknown;
  readonly document: string;
  readonly onRetry: () => unknown;
  readonly onReplace: () => void;
}

/** Terms that cannot be understood are replaced only by who has been told what that means. */
function Malformed({ fault, document, onRetry, onReplace }: MalformedProps) {
  const { common, terms } = useWords();
  const [isAsking, setAsking] = useState(false);
  const actions = (
    <>
      <Button weight="danger" onClick={onReplace}>
        {terms.replace}
      </Button>
      <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
    </>
  );
  return (
    <Stack>
      <PodFault fault={fault} onRetry={onRetry} document={document} />
      <Soft>{terms.malformed}</Soft>
      <div>
        <Button onClick={() => setAsking(true)}>{terms.replace}</Button>
      </div>
      {isAsking && (
        <Dialog title={terms.replaceTitle} actions={actions} onClose={() => setAsking(false)}>
          <p>{terms.replaceText}</p>
        </Dialog>
      )}
    </Stack>
  );
}
