import { useState } from 'react';
import { usePathname } from 'wouter/use-browser-location';
import { LinkButton } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { useWords } from '../../words/locale.tsx';
import { companyName } from '../requests/who/company-name.ts';
import { AboutCard } from './about-card.tsx';
import type { Company } from './company-of.ts';
import { companyIn } from './company-path.ts';
import { DeletionCard } from './deletion-card.tsx';
import { EndedCard } from './ended-card.tsx';
import { HonouredCard } from './honoured-card.tsx';
import { LiveConsent } from './live-consent.tsx';
import { MeasuresCard } from './measures/measures-card.tsx';
import { NothingShared } from './nothing-shared.tsx';
import { OnHold } from './on-hold.tsx';
import { OpeningsCard } from './openings/openings-card.tsx';
import { Outcome, type Said } from './outcome.tsx';
import { ProofsCard } from './proofs/proofs-card.tsx';
import { Standing } from './standing.tsx';
import { TimelineCard } from './timeline/timeline-card.tsx';
import { useCompany } from './use-company.ts';

/** One company: what it may read, what it has read, and everything that can be done about it. */
export function CompanyPage() {
  const id = companyIn(usePathname());
  return <OneCompany key={id} id={id} />;
}

function OneCompany({ id }: { readonly id: string }) {
  const { companies, company: words } = useWords();
  const { company, fault, refetch } = useCompany(id);
  const named = company?.vendor ?? company?.known;
  return (
    <>
      {company === undefined || named === undefined ? (
        <PageHeader title={companies.title} />
      ) : (
        <PageHeader title={companyName(named)} lead={<Standing company={company} />} />
      )}
      <Stack>
        {fault !== null && <ProblemNotice fault={fault} onRetry={refetch} />}
        {company === undefined && fault === null && <Skeleton lines={8} />}
        {company !== undefined && named !== undefined && <Known company={company} />}
        {company !== undefined && named === undefined && fault === null && (
          <EmptyState title={words.unknown.title}>{words.unknown.text}</EmptyState>
        )}
        <div>
          <LinkButton to="/companies">{words.toCompanies}</LinkButton>
        </div>
      </Stack>
    </>
  );
}

function Known({ company }: { readonly company: Company }) {
  const { live, ended } = company;
  const [said, setSaid] = useState<Said>();
  return (
    <>
      {said !== undefined && <Outcome said={said} />}
      <OnHold company={company} onSaid={setSaid} />
      {(live.length === 0 || company.waiting !== undefined) && <NothingShared company={company} />}
      {live.map((consent, at) => (
        <LiveConsent
          key={consent.consentId}
          consent={consent}
          number={at + 1}
          of={live.length}
          onSaid={setSaid}
        />
      ))}
      <OpeningsCard company={company} />
      {live.length > 0 && <HonouredCard company={company} />}
      <DeletionCard consents={[...live, ...ended]} />
      {live.length + ended.length > 0 && <MeasuresCard company={company} />}
      <TimelineCard company={company} />
      {live.length + ended.length > 0 && <ProofsCard company={company} />}
      {ended.length > 0 && <EndedCard consents={ended} />}
      <AboutCard company={company} />
    </>
  );
}
