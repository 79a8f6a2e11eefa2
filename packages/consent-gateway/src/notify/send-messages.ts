import type { OwnerSettings } from '@parley/protocol';
import { type MessageText, messageText } from './message-text.ts';
import type { NoticeMessage, NoticeMessages } from './notice-messages.ts';
import type { PushSubscription, PushSubscriptionStore } from './push-subscription.ts';
import { endOfQuiet } from './quiet-hours.ts';

export interface Sending {
  readonly text: MessageText;
  /** The address of the dashboard. */
  readonly dashboard: string;
}

/** PORT. `gone`: there is no such browser any more, or never was one. @throws where it may work later */
export type SendPush = (to: PushSubscription, sending: Sending) => Promise<'sent' | 'gone'>;

/** PORT. @throws where it may work later */
export type SendMail = (to: string, sending: Sending) => Promise<void>;

export interface SendOptions {
  readonly messages: NoticeMessages;
  readonly subscriptions: PushSubscriptionStore;
  readonly sendPush: SendPush;
  /** `undefined`: the operator has set no mail server. */
  readonly sendMail: SendMail | undefined;
  readonly dashboard: string;
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void };
}

/** Then it is given up, after about five hours: the notice is in the list all the same. */
const MOST_ATTEMPTS = 12;

/** Sends what is due. */
export async function sendMessages(options: SendOptions): Promise<void> {
  const due = await options.messages.takeDue();
  await Promise.all(due.map((message) => sendOne(message, options)));
}

async function sendOne(message: NoticeMessage, options: SendOptions): Promise<void> {
  const { messages } = options;
  const { settings, attempts, way } = message;
  const quietUntil = endOfQuiet(settings?.quietHours, options.now());
  if (quietUntil !== undefined) return messages.putOff(message, quietUntil);
  try {
    const text = messageText(settings?.language);
    if (settings !== undefined)
      await (way === 'push' ? push(message, text, options) : mail(settings, text, options));
    await messages.finish(message, 'sent');
  } catch (error) {
    if (attempts < MOST_ATTEMPTS) return;
    const fault = error instanceof Error ? error.name : 'unknown';
    options.log.warn({ way, fault }, 'a message to an owner is given up; what it was about is in the list');
    await messages.finish(message, 'given_up');
  }
}

/** To every browser of the owner. One that was reached is enough: a second try would tell it again. */
async function push({ ownerId }: NoticeMessage, text: MessageText, options: SendOptions): Promise<void> {
  const subscriptions = await options.subscriptions.list(ownerId);
  const tries = await Promise.allSettled(
    subscriptions.map(async (to) => {
      const answer = await options.sendPush(to, { text, dashboard: options.dashboard });
      if (answer === 'gone') await options.subscriptions.remove(ownerId, to.subscriptionId);
      return answer;
    }),
  );
  const wasReached = tries.some((each) => each.status === 'fulfilled' && each.value === 'sent');
  const failed = tries.find((each) => each.status === 'rejected');
  if (failed !== undefined && !wasReached) throw failed.reason;
}

async function mail(settings: OwnerSettings, text: MessageText, options: SendOptions): Promise<void> {
  if (settings.mail !== undefined)
    await options.sendMail?.(settings.mail, { text, dashboard: options.dashboard });
}
