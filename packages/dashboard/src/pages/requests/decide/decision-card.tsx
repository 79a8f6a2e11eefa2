import { coveredFields } from '@parley/protocol';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Row, Soft } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { requiredChoice, wholeChoice } from '../choice/choice.ts';
import { lastEnd } from '../choice/ends.ts';
import type { Deciding } from '../deciding.ts';
import { companyName } from '../who/company-name.ts';
import { QuestionDialog } from './question-dialog.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import { type Decided, useDecision } from './use-decision.ts';

interface Props {
  readonly deciding: Deciding;
  readonly onDecided: (decided: Decided) => void;
}

/** What is shared, in one sentence, and the acts. */
export function DecisionCard({ deciding, onDecided }: Props) {
  const { request: words } = useWords();
  const { request, approved, choice, choose, isConnected } = deciding;
  const [asks, setAsks] = useState<'refuse' | 'question'>();
  const { mutate, isPending, variables, error } = useDecision(request, onDecided);
  const canShare = isConnected && approved.length > 0;
  const until = choice.until === undefined ? {} : { until: choice.until };
  return (
    <Card title={words.decide.title}>
      <Summary deciding={deciding} />
      <Row>
        <Button weight="quiet" onClick={() => choose({ ...requiredChoice(request.details), ...until })}>
          {words.decide.needed}
        </Button>
        <Button weight="quiet" onClick={() => choose({ ...wholeChoice(request.details), ...until })}>
          {words.decide.all}
        </Button>
      </Row>
      {error !== null && <ProblemNotice fault={error} />}
      <Row>
        {canShare && (
          <Button
            weight="main"
            isBusy={isPending && variables.kind === 'give'}
            onClick={() => mutate({ kind: 'give', approved })}
          >
            {words.decide.share}
          </Button>
        )}
        <Button isBusy={isPending && variables.kind === 'refuse'} onClick={() => setAsks('refuse')}>
          {words.decide.refuse}
        </Button>
        {request.status === 'requested' && (
          <Button isBusy={isPending && variables.kind === 'defer'} onClick={() => mutate({ kind: 'defer' })}>
            {words.decide.later}
          </Button>
        )}
        <Button weight="quiet" onClick={() => setAsks('question')}>
          {words.decide.ask}
        </Button>
      </Row>
      <Soft>{words.decide.ifRefused[request.cameBy](companyName(request.vendor))}</Soft>
      {asks === 'refuse' && (
        <RefuseDialog
          company={companyName(request.vendor)}
          onRefuse={(notAgainDays) => {
            setAsks(undefined);
            mutate({ kind: 'refuse', ...(notAgainDays === undefined ? {} : { notAgainDays }) });
          }}
          onClose={() => setAsks(undefined)}
        />
      )}
      {asks === 'question' && (
        <QuestionDialog
          request={request}
          onLater={() => {
            setAsks(undefined);
            if (request.status === 'requested') mutate({ kind: 'defer' });
          }}
          onClose={() => setAsks(undefined)}
        />
      )}
    </Card>
  );
}

function Summary({ deciding: { approved } }: { readonly deciding: Deciding }) {
  const { categories, request: words } = useWords();
  const formats = useFormats();
  const vocabulary = useVocabulary();
  const kinds = [...new Set(approved.flatMap(({ datatypes }) => datatypes))];
  const fields = approved.flatMap((entry) => entry.datatypes.flatMap((name) => coveredFields(entry, name)));
  return (
    <p aria-live="polite">
      {approved.length === 0
        ? words.decide.nothing
        : words.decide.summary(
            fields.length,
            formats.list(kinds.map((name) => categories[name] ?? vocabulary.category(name))),
            formats.day(lastEnd(approved)),
          )}
    </p>
  );
}
