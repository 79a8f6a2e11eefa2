import { INVITATION_HINT_PREFIX, INVITATION_PATH } from '@parley/protocol';
import { keyedDigest } from '../secrets/digests.ts';

/** What a one-time hint or code is kept by. */
export function hintHash(key: Buffer, hint: string): string {
  return keyedDigest(key, 'at rest', hint).toString('base64url');
}

/** The hint with which a vendor comes back for what the owner has deferred: made from the request, so that it rests nowhere. */
export function deferralHint(key: Buffer, requestId: string): string {
  return `deferral:${keyedDigest(key, 'deferral', requestId).toString('base64url')}`;
}

/** A hint as what it may be, all at once: looking it up must not tell what it is. */
export function readLoginHint(
  hint: string,
  options: { readonly key: Buffer; readonly gateway: string },
): { subject: string; invitationHash: string; deferralHash: string } {
  return {
    subject: hint,
    invitationHash: hintHash(options.key, invitationCode(hint, options.gateway)),
    deferralHash: hintHash(options.key, hint),
  };
}

/** The code, from the link or from its short form. Anything else stays what it is: no invitation. */
function invitationCode(hint: string, gateway: string): string {
  const prefixes = [gateway + INVITATION_PATH, INVITATION_HINT_PREFIX];
  const prefix = prefixes.find((each) => hint.startsWith(each));
  return prefix === undefined ? '' : hint.slice(prefix.length);
}
