import type { NoticeView } from '@parley/protocol';
import type { Words } from '../../words/en.ts';
import { companyPath } from '../company/company-path.ts';
import { issueAddress } from '../issues/issue-address.ts';
import { companyName } from '../requests/who/company-name.ts';

/** A notice in words. */
export function noticeWords({ kind, unusual, vendor }: NoticeView, { notices }: Words): string {
  const company = vendor === undefined ? notices.someCompany : companyName(vendor);
  return notices.of[unusual ?? kind](company);
}

/** Where one can do something about it, or see more. */
export function noticePath({ kind, requestId, issueId, vendor }: NoticeView): string {
  if (kind === 'request') return requestId === undefined ? '/requests' : `/requests/${requestId}`;
  if (kind === 'message' || kind === 'opened')
    return issueId === undefined ? '/my-data/issues' : issueAddress(issueId);
  if (vendor === undefined) return kind === 'records_held' ? '/settings' : '/companies';
  if (kind === 'first_read' || kind === 'unusual_read')
    return `/activity?company=${encodeURIComponent(vendor.vendorId)}`;
  return companyPath(vendor.vendorId);
}
