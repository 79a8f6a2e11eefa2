import type { OwnerSettings } from '@parley/protocol';
import type { NoticeMessages, NoticeWay, UnsortedNotices } from './notice-messages.ts';

export interface SortOptions {
  readonly messages: NoticeMessages;
  /**
   * What the owner's pod says. `undefined`: nothing that could be understood, so the owner has chosen no way.
   *
   * @throws where the pod does not answer
   */
  readonly readSettings: (ownerId: string) => Promise<OwnerSettings | undefined>;
  /** Whether this gateway can send mail. */
  readonly hasMail: boolean;
}

/** Settles in which ways new notices are told: as the owner's pod says; where it cannot be read, as it said last. */
export async function sortNotices(options: SortOptions): Promise<void> {
  const taken = await options.messages.takeUnsorted();
  await Promise.all(taken.map((notices) => sortSome(notices, options)));
}

async function sortSome(notices: UnsortedNotices, options: SortOptions): Promise<void> {
  const settings = await currentSettings(notices.ownerId, options);
  await options.messages.settle(notices, waysFor(notices, settings, options));
}

async function currentSettings(
  ownerId: string,
  { messages, readSettings }: SortOptions,
): Promise<OwnerSettings | undefined> {
  let settings: OwnerSettings | undefined;
  try {
    settings = await readSettings(ownerId);
  } catch {
    return messages.findSettings(ownerId);
  }
  await messages.keepSettings(ownerId, settings);
  return settings;
}

function waysFor(
  { notices }: UnsortedNotices,
  settings: OwnerSettings | undefined,
  { hasMail }: SortOptions,
): NoticeWay[] {
  if (settings === undefined) return [];
  const { pushFor, mailFor, mail } = settings;
  const isWanted = (kinds: OwnerSettings['pushFor']): boolean =>
    notices.some(({ kind }) => kinds.includes(kind));
  return [
    ...(isWanted(pushFor) ? (['push'] as const) : []),
    ...(hasMail && mail !== undefined && isWanted(mailFor) ? (['mail'] as const) : []),
  ];
}
