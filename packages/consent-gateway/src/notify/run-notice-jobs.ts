import type { NoticeFinder } from './notice.ts';
import { type SendOptions, sendMessages } from './send-messages.ts';
import { type SortOptions, sortNotices } from './sort-notices.ts';

export interface NoticeJobs {
  /** What has happened, and who is told of it. To be called every few seconds. */
  tell(): Promise<void>;
  /** What time brings, and what `tell` may have missed. To be called every few minutes. */
  look(): Promise<void>;
}

/** An entry is counted a moment after it was written, and a round may fail: what was looked at last is looked at again. */
const AGAIN_MS = 2 * 60_000;
const DAY_MS = 86_400_000;

export function createNoticeJobs(
  options: SortOptions & SendOptions & { readonly finder: NoticeFinder; readonly clock: () => Promise<Date> },
): NoticeJobs {
  let lookedAt: Date | undefined;
  const since = (now: Date, ms: number): Date => new Date(now.getTime() - ms);
  return {
    async tell() {
      const now = await options.clock();
      await options.finder.findNew(since(lookedAt ?? now, AGAIN_MS));
      lookedAt = now;
      await sortNotices(options);
      await sendMessages(options);
    },
    async look() {
      await options.finder.findNew(since(await options.clock(), DAY_MS));
      await options.finder.findDue();
    },
  };
}
