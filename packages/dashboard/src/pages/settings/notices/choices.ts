import { type NoticeKind, type OwnerSettings, ownerSettingsSchema } from '@parley/protocol';

/** What a person can choose of how to be told, as it stands in the form. */
export interface Choices {
  readonly pushFor: readonly NoticeKind[];
  readonly mailFor: readonly NoticeKind[];
  readonly mail: string;
  readonly isQuiet: boolean;
  readonly quietFrom: string;
  readonly quietUntil: string;
  readonly requestNotices: boolean;
}

/** What is told to somebody who only says that a browser should be: what should not wait. */
export const SUGGESTED: readonly NoticeKind[] = [
  'request',
  'unusual_read',
  'ending',
  'vendor_held',
  'records_held',
];

/** `null`: nothing was ever chosen. */
export function choicesOf(settings: OwnerSettings | null): Choices {
  const { quietHours } = settings ?? {};
  return {
    pushFor: settings?.pushFor ?? [],
    mailFor: settings?.mailFor ?? [],
    mail: settings?.mail ?? '',
    isQuiet: quietHours !== undefined,
    quietFrom: quietHours?.from ?? '22:00',
    quietUntil: quietHours?.until ?? '07:00',
    requestNotices: settings?.requestNotices ?? true,
  };
}

/** All settings, with what was chosen. The quiet hours are those of the place where the person is. */
export function settingsWith(
  before: OwnerSettings,
  choices: Choices,
  here: { readonly timeZone: string; readonly language: string },
): OwnerSettings {
  const { mail: _mail, quietHours: _quiet, ...others } = before;
  const mail = choices.mail.trim();
  const { quietFrom: from, quietUntil: until } = choices;
  return {
    ...others,
    pushFor: [...choices.pushFor],
    mailFor: [...choices.mailFor],
    requestNotices: choices.requestNotices,
    language: here.language,
    ...(mail === '' ? {} : { mail }),
    ...(choices.isQuiet ? { quietHours: { from, until, timeZone: here.timeZone } } : {}),
  };
}

/** What is wrong with it. */
export function faultsOf({ mail, mailFor, isQuiet, quietFrom, quietUntil }: Choices) {
  const written = mail.trim();
  const isMail = ownerSettingsSchema.shape.mail.safeParse(written).success;
  const address =
    written === ''
      ? mailFor.length > 0
        ? 'addressMissing'
        : undefined
      : isMail
        ? undefined
        : 'addressFault';
  const isQuietFault = isQuiet && (quietFrom === '' || quietUntil === '' || quietFrom === quietUntil);
  return { address, quiet: isQuietFault ? 'quietFault' : undefined } as const;
}

/** The list with the kind taken in or out. */
export const toggled = (kinds: readonly NoticeKind[], kind: NoticeKind): readonly NoticeKind[] =>
  kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind];
