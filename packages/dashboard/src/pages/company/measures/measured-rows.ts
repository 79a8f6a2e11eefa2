import type { ConsentMeasures, ConversationMeasures, Share, Spread } from '@parley/protocol';

/** In the order in which they are shown. */
const TIMES = ['toAcknowledge', 'toPerson', 'toConfirmedFix', 'toLastTry', 'toDeletionReport'] as const;
const SHARES = ['falseCloses', 'honoured', 'fieldsRead'] as const;
const COUNTS = [
  'unanswered',
  'writerUnknown',
  'fixUnanswered',
  'unknown',
  'couldNot',
  'notReported',
] as const;

export interface MeasuredRows {
  readonly times: readonly { readonly name: (typeof TIMES)[number]; readonly spread: Spread }[];
  readonly shares: readonly { readonly name: (typeof SHARES)[number]; readonly share: Share }[];
  readonly counts: readonly { readonly name: (typeof COUNTS)[number]; readonly count: number }[];
}

/** What there is to show: of nothing nothing is said. */
export function measuredRows(measures: Partial<ConsentMeasures & ConversationMeasures>): MeasuredRows {
  return {
    times: TIMES.flatMap((name) => {
      const spread = measures[name];
      return spread === undefined || spread.count === 0 ? [] : [{ name, spread }];
    }),
    shares: SHARES.flatMap((name) => {
      const share = measures[name];
      return share === undefined || share.of === 0 ? [] : [{ name, share }];
    }),
    counts: COUNTS.flatMap((name) => {
      const count = measures[name] ?? 0;
      return count === 0 ? [] : [{ name, count }];
    }),
  };
}
