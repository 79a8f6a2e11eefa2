import type { RequestView } from '@parley/protocol';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { RefuseDialog } from '../decide/refuse-dialog.tsx';
import { type Decided, useDecision } from '../decide/use-decision.ts';
import { companyName } from '../who/company-name.ts';
import { WhatItAsked } from './request-over.tsx';

interface Props {
  readonly request: RequestView;
  readonly onDecided: (decided: Decided) => void;
}

/** Another tab carries it, or the company has to bring it again. */
export function DecidedElsewhere({ request, onDecided }: Props) {
  const { request: words } = useWords();
  const formats = useFormats();
  const isDeferred = request.status === 'deferred';
  return (
    <Card title={isDeferred ? words.done.deferred : words.elsewhere.title}>
      <p>
        {isDeferred ? words.elsewhere.later(formats.dayAndTime(request.expiresAt)) : words.elsewhere.text}
      </p>
      {isDeferred && <RefuseNow request={request} onDecided={onDecided} />}
      <WhatItAsked request={request} />
    </Card>
  );
}

function RefuseNow({ request, onDecided }: Props) {
  const { request: words } = useWords();
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, error } = useDecision(request, onDecided);
  const refuse = (notAgainDays: number | undefined) => {
    setAsking(false);
    mutate({ kind: 'refuse', ...(notAgainDays === undefined ? {} : { notAgainDays }) });
  };
  return (
    <>
      {error !== null && <ProblemNotice fault={error} />}
      <div>
        <Button isBusy={isPending} onClick={() => setAsking(true)}>
          {words.decide.refuse}
        </Button>
      </div>
      {isAsking && (
        <RefuseDialog
          company={companyName(request.vendor)}
          onRefuse={refuse}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
