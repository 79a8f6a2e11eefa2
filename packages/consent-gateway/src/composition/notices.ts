import { createMailSender } from '../adapters/notify/mail-sender.ts';
import { createPushSender } from '../adapters/notify/push-sender.ts';
import { createNoticeSettings } from '../adapters/solid-pod/notice-settings.ts';
import type { Settings } from '../config.ts';
import type { PodConfirmerOptions } from '../consent/confirm-in-pod.ts';
import { createNoticeJobs, type NoticeJobs } from '../notify/run-notice-jobs.ts';
import { pushKeys } from '../secrets/push-keys.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Stores } from './stores.ts';

interface Log {
  warn(fields: object, message: string): void;
}

/** What owners are told of, and in which ways this gateway can tell them. */
export function createNotices(options: {
  settings: Settings;
  secrets: Secrets;
  stores: Stores;
  podFetch: typeof fetch;
  /** Guarded. */
  fetch: typeof fetch;
  now: () => Date;
  log: Log;
}): { jobs: NoticeJobs; pushPublicKey: string; hasMail: boolean } {
  const { settings, stores } = options;
  const keys = pushKeys(options.secrets);
  const { mail } = settings;
  const jobs = createNoticeJobs({
    finder: stores.noticeFinder,
    messages: stores.noticeMessages,
    subscriptions: stores.subscriptions,
    readSettings: createNoticeSettings({ podFetch: options.podFetch, owners: stores.owners }),
    hasMail: mail !== undefined,
    sendPush: createPushSender({ fetch: options.fetch, keys, contact: contactOf(settings) }),
    sendMail: mail === undefined ? undefined : createMailSender(mail),
    dashboard: settings.origin,
    clock: stores.consents.now,
    now: options.now,
    log: options.log,
  });
  return { jobs, pushPublicKey: keys.publicKey, hasMail: mail !== undefined };
}

/** A laptop has no address at which a push service could find anybody. */
const contactOf = ({ origin, mail }: Settings): string =>
  origin.startsWith('https:') ? origin : `mailto:${mail?.from ?? 'nobody@localhost'}`;

/** A pod that does not answer for a moment is no news; one that answers otherwise is. */
export function tellOfHeldReads(stores: Stores, log: Log): NonNullable<PodConfirmerOptions['onHeld']> {
  return ({ why, ...held }) => {
    log.warn({ consentId: held.consentId, why }, 'reads are held: the pod does not confirm the consent');
    if (why === 'not_confirmed')
      stores.notices
        .addHeld(held)
        .catch(() => log.warn({ consentId: held.consentId }, 'the owner could not be told of held reads'));
  };
}
