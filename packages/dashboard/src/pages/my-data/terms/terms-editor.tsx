import { isPodError, type Pod } from '@parley/pod-client';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';

import { Notice } from '../../../design/notice.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Row, Soft, Stack } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { AgreementField } from './agreement-field.tsx';
import { DurationField } from './duration-field.tsx';
import { PurposesNever } from './purposes-never.tsx';
import { RecipientsField } from './recipients-field.tsx';
import { TermsConflict } from './terms-conflict.tsx';
import { type TermsInPod, termsOfDraft } from './terms-draft.ts';
import { useSaveTerms } from './use-terms.ts';
import { useTermsForm } from './use-terms-form.ts';

const ACCESS = ['P30D', 'P90D', 'P6M', 'P1Y'];
const RETENTION = ['P7D', 'P30D', 'P90D', 'P6M', 'P1Y', 'P3Y'];

/** Each term with what it means, saved only on top of what was seen. */
export function TermsEditor({ pod, inPod }: { readonly pod: Pod; readonly inPod: TermsInPod }) {
  const { myData, terms: words } = useWords();
  const form = useTermsForm(inPod);
  const [isTakenUp] = useState(form.isTouched);
  const saving = useSaveTerms(pod, form.forget);
  const { draft, choose } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate({ terms: termsOfDraft(draft), seen: form.seen });
  };
  const isToldElsewhere =
    form.theirs !== undefined && isPodError(saving.error) && saving.error.code === 'conflict';
  return (
    <form onSubmit={submit}>
      <Stack>
        {inPod === 'none' && <Soft>{words.none}</Soft>}
        {isTakenUp && form.isTouched && form.theirs === undefined && <Notice>{myData.item.kept}</Notice>}
        {form.isTouched && <TermsConflict form={form} />}
        <Card>
          <DurationField
            {...words.longestAccess}
            offered={ACCESS}
            value={draft.longestAccess}
            onChange={(longestAccess) => choose({ longestAccess })}
          />
        </Card>
        <Card>
          <DurationField
            {...words.longestRetention}
            offered={RETENTION}
            value={draft.longestRetention}
            onChange={(longestRetention) => choose({ longestRetention })}
          />
        </Card>
        <Card>
          <PurposesNever
            never={draft.purposesNever}
            onChange={(purposesNever) => choose({ purposesNever })}
          />
        </Card>
        <Card>
          <RecipientsField value={draft.recipients} onChange={(recipients) => choose({ recipients })} />
        </Card>
        <Card>
          <AgreementField value={draft.agreement} onChange={(agreement) => choose({ agreement })} />
        </Card>
        {saving.error !== null && !isToldElsewhere && <ProblemNotice fault={saving.error} />}
        <Row>
          <Button type="submit" weight="main" isBusy={saving.isPending}>
            {words.save}
          </Button>
          {form.isTouched && (
            <Button weight="quiet" onClick={form.forget}>
              {myData.item.discard}
            </Button>
          )}
        </Row>
      </Stack>
    </form>
  );
}
