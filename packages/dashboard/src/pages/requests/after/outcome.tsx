import type { RequestView } from '@parley/protocol';
import { LinkButton } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { PageHeader } from '../../../design/page-header.tsx';
import { Row, Soft, Stack } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import type { Decided } from '../decide/use-decision.ts';
import { companyName } from '../who/company-name.ts';
import { StopAgain } from './stop-again.tsx';
import { Unsilence } from './unsilence.tsx';

interface Props {
  readonly request: RequestView;
  readonly decided: Decided;
}

/** After the act: back to the company, where it sent the browser, else what happens now and how to take it back. */
export function Outcome({ request, decided }: Props) {
  const { common, request: words, requests } = useWords();
  const { continueUrl, decision } = decided;
  const company = companyName(request.vendor);
  if (continueUrl !== undefined)
    return (
      <>
        <PageHeader title={words.done.back(company)} lead={words.done.backText} />
        <p>
          <a href={continueUrl}>{words.done.goOn}</a>
        </p>
      </>
    );
  const titles = { give: words.done.given, refuse: words.done.refused, defer: () => words.done.deferred };
  return (
    <>
      <PageHeader title={titles[decision.kind](company)} />
      <Stack>
        <Card>
          <WhatNow request={request} decided={decided} />
        </Card>
        <Row>
          <LinkButton to="/requests">{requests.title}</LinkButton>
          <LinkButton to="/">{common.toStart}</LinkButton>
        </Row>
      </Stack>
    </>
  );
}

function WhatNow({ request, decided }: Props) {
  const { request: words } = useWords();
  const formats = useFormats();
  const { decision, consentId } = decided;
  if (decision.kind === 'defer')
    return <p>{words.done.deferredText(formats.dayAndTime(request.expiresAt))}</p>;
  if (decision.kind === 'give')
    return (
      <>
        <p>{words.done.givenText}</p>
        {consentId !== undefined && <StopAgain consentId={consentId} />}
      </>
    );
  if (decision.notAgainDays === undefined) return <Soft>{words.done.refusedText}</Soft>;
  return <Unsilence vendorId={request.vendor.vendorId} days={decision.notAgainDays} />;
}
