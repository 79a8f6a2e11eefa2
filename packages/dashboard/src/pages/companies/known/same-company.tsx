import { saveVendor } from '@parley/pod-client';
import type { KnownVendor, VendorView } from '@parley/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { useToast } from '../../../design/toast.tsx';
import { kept } from '../../../gateway/queries.ts';
import { useWords } from '../../../words/locale.tsx';
import { companyName, hostOf } from '../../requests/who/company-name.ts';
import { useKnown } from '../use-known.ts';
import { entryAtHost } from './entry-at-host.ts';
import { useChangeKnown } from './use-change-known.ts';

interface Props {
  readonly vendor: VendorView;
  /** Only this entry counts. */
  readonly only?: KnownVendor;
}

/** Says that a company asks from the site of an entry that the person made, and lets them be one: from then on it can be given what is meant for it. */
export function SameCompany({ vendor, only }: Props) {
  const { companies } = useWords();
  const words = companies.known;
  const known = useKnown();
  const say = useToast();
  const queries = useQueryClient();
  const { mutate, isPending, error } = useChangeKnown();
  const entry = entryAtHost(vendor, known.data?.vendors ?? []);
  if (entry === undefined || (only !== undefined && only.id !== entry.id)) return null;
  const name = companyName(vendor);
  const join = (): void =>
    mutate(async (pod) => {
      await saveVendor(pod, { vendor: { ...entry, clientId: vendor.vendorId }, before: entry });
      say({ text: words.joined(name) });
      // What it would see is another thing now.
      void queries.invalidateQueries({ queryKey: kept.requests });
    });
  return (
    <Notice
      action={
        <Button isBusy={isPending} onClick={join}>
          {words.isSame}
        </Button>
      }
    >
      <p>{words.same(name, hostOf(vendor) ?? '')}</p>
      <p>{words.sameText}</p>
      {error !== null && <ProblemNotice fault={error} />}
    </Notice>
  );
}
