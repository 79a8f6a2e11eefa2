import { isVendorSdkError, type VendorSdkErrorCode, type VendorSdkErrorOf } from '@parley/vendor-sdk';
import { afterwards, inWords } from '../pages/words.ts';

/** What a visitor is told when it does not go on, in words that help. */
export interface Trouble {
  readonly status: number;
  readonly title: string;
  readonly text: readonly string[];
  readonly canConnect?: boolean;
  readonly canRetry?: boolean;
  readonly retryAfterSeconds?: number | undefined;
}

export interface Circumstances {
  /** The gateway has our word that nothing is kept. */
  readonly isReported: boolean;
}

type Telling = (error: VendorSdkErrorOf<VendorSdkErrorCode>, circumstances: Circumstances) => Trouble;

const ended = (title: string, text: string): Telling => {
  return ({ deleteBy }, { isReported }) => ({
    status: 410,
    title,
    text: [text, afterwards({ deleteBy, isReported })],
    canConnect: true,
  });
};

const tooLate: Telling = () => ({
  status: 400,
  title: 'That took too long',
  text: ['The answer from your gateway could not be used any more. Please start again.'],
  canConnect: true,
});

const unreachable: Telling = ({ retryAfterSeconds }) => ({
  status: 503,
  title: 'Your gateway does not answer',
  text: [
    'We look at what you share anew for this page, so right now it shows nothing. Nothing is lost.',
    'Please try again in a moment.',
  ],
  canRetry: true,
  retryAfterSeconds: retryAfterSeconds ?? 30,
});

const tellings: Partial<Record<VendorSdkErrorCode, Telling>> = {
  access_denied: () => ({
    status: 200,
    title: 'Nothing was shared',
    text: [
      'You said no, or not yet. That is fine: nothing has reached us.',
      'You can still write to us or call us, as ever.',
    ],
    canConnect: true,
  }),
  consent_withdrawn: ended(
    'You have withdrawn your consent',
    'From that moment on we see nothing of what you shared.',
  ),
  consent_expired: ended(
    'Your consent has ended',
    'The time you gave us is over, and we see nothing any more.',
  ),
  consent_revoked: ended('The consent was revoked', 'The gateway has ended it, and we see nothing any more.'),
  consent_relinquished: ended(
    'We have given your consent back',
    'We see nothing of what you shared any more.',
  ),
  consent_paused: ({ resumesAt }) => ({
    status: 403,
    title: 'You have paused sharing',
    text: [
      resumesAt === undefined
        ? 'Until you resume it, we see nothing.'
        : `Until ${inWords(resumesAt)}, or until you resume it, we see nothing.`,
    ],
    canRetry: true,
  }),
  vendor_held: () => ({
    status: 503,
    title: 'Your gateway has put us on hold',
    text: [
      'Something about us has changed, and its operator is looking at it first. Until then we see nothing.',
      'You need not do anything, and you may end your consent at any time.',
    ],
    canRetry: true,
  }),
  request_ended: () => ({
    status: 409,
    title: 'You have decided already',
    text: ['There is nothing left to take back. Please go back to your gateway to end what you gave.'],
  }),
  conflict: () => ({
    status: 409,
    title: 'You are deciding at this moment',
    text: ['Please finish at your gateway first.'],
  }),
  read_limit: ({ retryAfterSeconds }) => ({
    status: 429,
    title: 'Enough for today',
    text: ['You allowed us so many looks a day, and they are used up. Tomorrow we can look again.'],
    retryAfterSeconds,
  }),
  not_found: () => ({
    status: 404,
    title: 'There is nothing here',
    text: ['Perhaps it is not shared with us any more.'],
  }),
  state_mismatch: () => ({
    status: 400,
    title: 'This answer belongs to another visit',
    text: ['It may come from an older tab. Please start again.'],
    canConnect: true,
  }),
  grant_refused: tooLate,
  consent_not_picked_up: tooLate,
  network: unreachable,
  timeout: unreachable,
  temporarily_unavailable: unreachable,
  too_many_requests: unreachable,
  gateway_error: unreachable,
};

export function troubleOf(error: unknown, circumstances: Circumstances = { isReported: false }): Trouble {
  const telling = isVendorSdkError(error) ? tellings[error.code]?.(error, circumstances) : undefined;
  if (telling !== undefined) return telling;
  const number = isVendorSdkError(error) ? error.requestId : undefined;
  return {
    status: 500,
    title: 'Something went wrong on our side',
    text: [
      'It is not your doing, and nothing was shared.',
      ...(number === undefined ? [] : [`If you write to us, name ${number}.`]),
    ],
    canRetry: true,
  };
}
