import { saveVendor } from '@parley/pod-client';
import { type KnownVendor, newId } from '@parley/protocol';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { LinkButton } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { Notice } from '../../../design/notice.tsx';
import { PageHeader } from '../../../design/page-header.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useToast } from '../../../design/toast.tsx';
import { WithPod } from '../../../pod/with-pod.tsx';
import { useWords } from '../../../words/locale.tsx';
import { companyName, webAddress } from '../../requests/who/company-name.ts';
import { type Company, entryPage, pageOf } from '../company.ts';
import { folded } from '../shown.ts';
import { useCompanies } from '../use-companies.ts';
import { EntryForm } from './entry-form.tsx';
import { useChangeKnown } from './use-change-known.ts';

/** Enters a company that one deals with, before it has asked for anything. */
export function AddCompanyPage() {
  const { companies } = useWords();
  const words = companies.known;
  return (
    <>
      <PageHeader title={words.addTitle} lead={words.addLead} />
      <WithPod>{() => <AddCompany />}</WithPod>
    </>
  );
}

function AddCompany() {
  const { companies } = useWords();
  const words = companies.known;
  const say = useToast();
  const [, go] = useLocation();
  const known = useCompanies();
  const [twin, setTwin] = useState<Company>();
  const { mutate, isPending, error } = useChangeKnown();
  const add = (typed: Pick<KnownVendor, 'name' | 'site'>): void => {
    const same = known.companies.find((company) => isSame(company, typed));
    setTwin(same);
    if (same !== undefined) return;
    const vendor: KnownVendor = { id: newId('item'), circles: [], ...typed };
    mutate((pod) => saveVendor(pod, { vendor }), {
      onSuccess() {
        say({ text: words.added(companyName(vendor)) });
        go(entryPage(vendor));
      },
    });
  };
  // Whether it is there already can be told only of companies that are known.
  if (known.isPending) return <Skeleton lines={4} />;
  return (
    <Card>
      {twin !== undefined && (
        <Notice tone="warn" action={<LinkButton to={pageOf(twin)}>{words.openIt}</LinkButton>}>
          <p>{words.exists(companyName(twin))}</p>
        </Notice>
      )}
      <EntryForm act={words.add} isBusy={isPending} fault={error} onSave={add} />
    </Card>
  );
}

const isSame = ({ name, host, entry }: Company, typed: Pick<KnownVendor, 'name' | 'site'>): boolean =>
  [name, entry?.name].some((each) => each !== undefined && folded(each) === folded(typed.name)) ||
  (host !== undefined && host === webAddress(typed.site)?.host);
