import type { RequestView } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { TextField } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { usePod } from '../../../pod/use-pod.ts';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../who/company-name.ts';
import { keepQuestion } from './keep-question.ts';
import { MailLinks } from './mail-links.tsx';

interface Props {
  readonly request: RequestView;
  readonly onLater: () => void;
  readonly onClose: () => void;
}

/** A question before a decision: kept among the person's issues, and sent by mail, because the company may not read these yet. */
export function QuestionDialog({ request, onLater, onClose }: Props) {
  const { common, request: words } = useWords();
  const pod = usePod();
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const keeping = useMutation({
    mutationFn: async (question: string) => {
      if (pod !== undefined)
        await keepQuestion(pod, { vendor: request.vendor, title: words.asking.about, question });
    },
  });
  const question = text.trim();
  const save = () => {
    setMissing(question === '');
    if (question !== '') keeping.mutate(question);
  };
  const actions = keeping.isSuccess ? (
    <>
      <Button weight="main" onClick={onLater}>
        {words.decide.later}
      </Button>
      <Button onClick={onClose}>{common.close}</Button>
    </>
  ) : (
    <>
      {pod !== undefined && (
        <Button weight="main" isBusy={keeping.isPending} onClick={save}>
          {words.asking.save}
        </Button>
      )}
      <Button onClick={onClose}>{common.cancel}</Button>
    </>
  );
  return (
    <Dialog title={words.asking.title(companyName(request.vendor))} onClose={onClose} actions={actions}>
      {keeping.isSuccess ? (
        <>
          <Notice tone="good">{words.asking.saved}</Notice>
          <MailLinks vendor={request.vendor} question={question} />
        </>
      ) : (
        <>
          <p>{pod === undefined ? words.asking.connect : words.asking.text}</p>
          <TextField
            label={words.asking.field}
            fault={isMissing && question === '' ? words.asking.fault : undefined}
            value={text}
            maxLength={2_000}
            onChange={(event) => setText(event.target.value)}
          />
          {keeping.error !== null && <ProblemNotice fault={keeping.error} />}
        </>
      )}
    </Dialog>
  );
}
