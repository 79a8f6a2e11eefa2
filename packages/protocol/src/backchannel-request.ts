import { z } from 'zod';

/** The grant type with which a vendor polls for the answer to a backchannel request. */
export const CIBA_GRANT_TYPE = 'urn:openid:params:grant-type:ciba';

/** Beside `error=access_denied` in the redirect of an owner who decides later: a one-time `login_hint` for this vendor, good for 7 days. */
export const DEFERRAL_HINT_PARAMETER = 'ciba_hint';

/** Where the path of an invitation's link begins; its code follows. */
export const INVITATION_PATH = '/invitation/';

/** What an invitation's code is named by in a `login_hint`; the whole link is taken as well. */
export const INVITATION_HINT_PREFIX = 'invitation:';

/**
 * The vendor's word by which the owner recognises what it is about, such as `Order 4711`: 1 to 40 letters, digits, spaces and `.,:#/-`,
 * beginning with a letter or a digit.
 */
export const bindingMessageSchema = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,:#/-]{0,39}$/u);

/**
 * The answer to a backchannel request. It is the same for every hint: whether anybody was asked is not said.
 *
 * @see https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#successful_authentication_request_acknowledgment
 */
export const backchannelAnswerSchema = z.object({
  auth_req_id: z.string(),
  /** Seconds. */
  expires_in: z.int(),
  /** Seconds between two polls, at least. */
  interval: z.int(),
});
export type BackchannelAnswer = z.output<typeof backchannelAnswerSchema>;
