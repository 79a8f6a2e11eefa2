import type { ConsentView } from '@parley/protocol';
import { Link } from 'wouter';
import { Card } from '../../design/card.tsx';
import { LinkList } from '../../design/link-list.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { useAllConsents } from '../../gateway/all-consents.ts';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { companyPath } from '../company/company-path.ts';
import { companyName } from '../requests/who/company-name.ts';
import { isRead } from './advice.ts';

const SHOWN = 5;

/** Who may read something, those first that have read last. */
export function Companies() {
  const { companies, start } = useWords();
  const formats = useFormats();
  const { data, error, refetch, isPending } = useAllConsents();
  const active = latestOfEach(data?.filter(isRead) ?? []);
  return (
    <Card title={companies.title}>
      {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
      {isPending && <Skeleton lines={2} />}
      {data !== undefined && <p>{start.active(active.length)}</p>}
      <LinkList
        items={active.slice(0, SHOWN).map(({ vendor, lastReadAt }) => ({
          key: vendor.vendorId,
          to: companyPath(vendor.vendorId),
          name: <bdi>{companyName(vendor)}</bdi>,
          aside: lastReadAt === null ? start.neverRead : start.lastRead(formats.dayAndTime(lastReadAt)),
        }))}
      />
      <Link href="/companies">{start.allCompanies}</Link>
    </Card>
  );
}

/** Of each company the consent that was read last. */
function latestOfEach(consents: readonly ConsentView[]): readonly ConsentView[] {
  const sorted = consents.toSorted((a, b) => (b.lastReadAt ?? '').localeCompare(a.lastReadAt ?? ''));
  return sorted.filter(
    ({ vendor }, at) => sorted.findIndex((each) => each.vendor.vendorId === vendor.vendorId) === at,
  );
}
