import { bad, type Check, good, unknown } from '../finding.ts';

export const receiptStore: Check = {
  name: 'receipt store',
  judge({ store, setup: { receipts: folder } }) {
    if (store.state === 'refused')
      return bad(
        'store_refused',
        `nothing can be written into ${folder}`,
        'give this user the folder: no consent is handed out before its receipt is saved',
      );
    return good(
      store.state === 'absent' ? `${folder} will be made with the first one` : `${folder} can be written`,
    );
  },
};

export const savedReceipts: Check = {
  name: 'saved receipts',
  judge({ receipts }) {
    const broken = receipts.find(({ problems }) => problems.length > 0);
    if (broken !== undefined)
      return bad(
        'receipt_broken',
        `${broken.file} does not hold: ${broken.problems.join(', ')}`,
        'put it back from a backup, or move it away and ask the person again',
      );
    const lost = receipts.find(({ standing }) => standing === 'not_found');
    if (lost !== undefined)
      return bad(
        'receipt_unknown',
        `the gateway has no consent for ${lost.file}`,
        'move it away: it opens nothing',
      );
    const late = receipts.find(({ report }) => report?.isLate === true);
    if (late !== undefined)
      return bad(
        'deletion_late',
        `what ${late.file} opened had to be gone by ${late.report?.dueBy}, and nobody has reported it`,
        'delete it and call consent.reportDeletion()',
      );
    const live = receipts.filter(({ standing }) => standing === 'given' || standing === 'paused').length;
    const unasked = receipts.filter(({ standing }) => standing !== undefined && !isStanding(standing)).length;
    if (unasked > 0)
      return unknown(`${unasked} of ${receipts.length} could not be asked about: needs the gateway`);
    const due = receipts.filter(({ report }) => report !== undefined).length;
    const awaited = due === 0 ? '' : `; of ${due} the gateway awaits a deletion report`;
    return good(receipts.length === 0 ? 'none yet' : `${receipts.length}, of which ${live} live${awaited}`);
  },
};

const isStanding = (word: string): boolean =>
  ['given', 'paused', 'withdrawn', 'relinquished', 'revoked', 'expired'].includes(word);
