import { z } from 'zod';

/** What the gateway tells owners of. */
export const noticeKinds = [
  /** Somebody asks, without a browser. */
  'request',
  /** A vendor has read for the first time. */
  'first_read',
  /** A vendor reads far more than before, or a category that it has never read. */
  'unusual_read',
  /** A consent ends within 7 days. */
  'ending',
  /** A consent has run for 90 days, or for 90 more. */
  'review',
  /** A vendor is on hold. */
  'vendor_held',
  /** The pod cannot be reached, or does not confirm a consent: records wait, or reads are held. */
  'records_held',
  /** A vendor has written in an issue. */
  'message',
  /** A vendor has begun a thread of its own. */
  'opened',
] as const;
export const noticeKindSchema = z.enum(noticeKinds);
export type NoticeKind = (typeof noticeKinds)[number];

const noticeKindList = z.array(noticeKindSchema).max(noticeKinds.length).default([]);
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 22:00');

/** What an owner has chosen, as it stands in `settings.ttl`. In the list of notices every kind is told, whatever is chosen here. */
export const ownerSettingsSchema = z.strictObject({
  /** The client ids of the apps that may give, extend and resume. Empty: none may. */
  allowedApps: z.array(z.string().min(1).max(500)).max(50),
  /** The language of what is sent, as BCP 47 has it. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z\d]{2,8}){0,3}$/)
    .optional(),
  /** Whether notices of requests go into the inbox of the pod. */
  requestNotices: z.boolean().default(true),
  /** The kinds that are told to the owner's browsers. */
  pushFor: noticeKindList,
  /** The kinds that are told by mail, to `mail`. */
  mailFor: noticeKindList,
  mail: z.email().max(254).optional(),
  /** When nothing is sent: it waits until they are over. From a later to an earlier time: over midnight. */
  quietHours: z
    .strictObject({
      from: timeOfDay,
      until: timeOfDay,
      /** As IANA names it, such as `Europe/Berlin`. */
      timeZone: z.string().max(60).refine(isTimeZone, 'a time zone of the IANA list'),
    })
    .optional(),
});
export type OwnerSettings = z.output<typeof ownerSettingsSchema>;

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).format() !== '';
  } catch {
    return false;
  }
}
