import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Progress } from '../../../design/progress.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useToast } from '../../../design/toast.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useSave } from './use-save.ts';

/** Takes the whole history along, as a file. */
export function SaveCopy() {
  const { activity } = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{activity.save.open}</Button>
      {isAsking && <SaveDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function SaveDialog({ onClose }: { readonly onClose: () => void }) {
  const { activity, common } = useWords();
  const formats = useFormats();
  const say = useToast();
  const words = activity.save;
  const {
    start,
    progress = 0,
    error,
    isRunning,
    asked,
  } = useSave((count) => {
    say({ text: words.done(formats.number(count)) });
    onClose();
  });
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button isBusy={isRunning && asked === 'csv'} onClick={() => start('csv')}>
            {words.csv}
          </Button>
          <Button isBusy={isRunning && asked === 'json'} onClick={() => start('json')}>
            {words.json}
          </Button>
          <Button weight="quiet" onClick={onClose}>
            {common.cancel}
          </Button>
        </>
      }
    >
      <p>{words.text}</p>
      <Soft>{words.hint}</Soft>
      {isRunning && <Progress words={words.reading(formats.number(progress))} />}
      {error !== null && <ProblemNotice fault={error} onRetry={() => asked && start(asked)} />}
    </Dialog>
  );
}
