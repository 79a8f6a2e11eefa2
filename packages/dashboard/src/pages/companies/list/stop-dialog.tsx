import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { inWords } from '../../../words/duration.ts';
import { useLocale, useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import { type Company, isLive } from '../company.ts';

interface Props {
  readonly company: Company;
  readonly isBusy: boolean;
  readonly fault: unknown;
  readonly onStop: () => void;
  readonly onClose: () => void;
}

/** Asks once, and says what follows. */
export function StopDialog({ company, isBusy, fault, onStop, onClose }: Props) {
  const { common, companies } = useWords();
  const { language } = useLocale();
  const words = companies.stopping;
  const promises = company.consents
    .filter(isLive)
    .flatMap(({ details }) =>
      details.map(
        ({ retention }) =>
          `${words.keeps(inWords(retention.duration, language))} ${words.onEnd[retention.onEnd]}`,
      ),
    );
  return (
    <Dialog
      title={words.title(companyName(company))}
      onClose={onClose}
      actions={
        <>
          <Button weight="danger" isBusy={isBusy} onClick={onStop}>
            {companies.stop}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </>
      }
    >
      <p>{words.text}</p>
      {[...new Set(promises)].map((promise) => (
        <p key={promise}>{promise}</p>
      ))}
      <p>{words.once}</p>
      {fault !== null && <ProblemNotice fault={fault} />}
    </Dialog>
  );
}
