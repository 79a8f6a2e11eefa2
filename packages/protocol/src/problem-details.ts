import { z } from 'zod';
import { entryChangeSchema } from './vendor-api/consent-difference.ts';

/**
 * Every problem that Parley's own API can answer with: code to status, fixed title, and what to do.
 * OAuth endpoints answer RFC 6749 JSON instead.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const problems = {
  invalid_request: [
    400,
    'The request is not understood',
    'Compare it with the protocol page and send it again.',
  ],
  digest_mismatch: [
    400,
    'The path does not end in the digest of the body',
    'Put the base64url sha-256 of the exact body at the end of the path.',
  ],
  invalid_cursor: [400, 'The cursor cannot be used', 'Start the listing again without a cursor.'],
  webhook_url_refused: [
    400,
    'The address cannot be a webhook of yours',
    'Use a public https address on an origin of your client id or of one of your redirect URIs.',
  ],
  pod_not_proven: [
    400,
    'The pod is not proven to be yours',
    'Write the given nonce into connection.ttl in your Parley container, then connect again.',
  ],
  invalid_token: [
    401,
    'The access token is not accepted',
    'Get a new token; if that is refused, the consent has ended.',
  ],
  invalid_dpop_proof: [
    401,
    'The DPoP proof is not accepted',
    'Make a new proof for exactly this method, address and token.',
  ],
  use_dpop_nonce: [
    401,
    'The DPoP proof needs the nonce from this answer',
    'Repeat the request with the nonce of the DPoP-Nonce header.',
  ],
  invalid_client: [
    401,
    'The client assertion is not accepted',
    'Sign a new one with a key of your client document: for this gateway, short-lived, used once.',
  ],
  access_denied: [
    403,
    'This is not yours to decide here',
    'Decide in the browser in which the request was started.',
  ],
  insufficient_authorization: [
    403,
    'The consent does not cover this',
    'Ask the owner for it with a new access request.',
  ],
  consent_paused: [403, 'The owner has paused this consent', 'Try again when it resumes.'],
  vendor_held: [
    403,
    'This vendor is on hold',
    'All its consents wait. Tell the operator of the gateway what has changed; the operator can lift it.',
  ],
  openings_not_wanted: [
    403,
    'Threads that vendors begin are not wanted',
    'Wait until the owner writes an issue, and answer there.',
  ],
  app_not_allowed: [403, 'This app may not give consents', 'Use an app that the owner has allowed.'],
  not_found: [404, 'There is nothing here', 'Check the id.'],
  method_not_allowed: [405, 'This method is not offered here', 'See the protocol page for what is.'],
  not_acceptable: [
    406,
    'None of the accepted forms is offered here',
    'Accept application/json, text/turtle or application/ld+json.',
  ],
  not_connected: [409, 'No pod is connected', 'Connect a pod first.'],
  conflict: [409, 'It has changed meanwhile', 'Read the present state, then decide again.'],
  idempotency_key_reused: [
    409,
    'The idempotency key belongs to another message',
    'Make a new key for each message; repeat one only to send the very same message again.',
  ],
  request_ended: [409, 'The access request is no longer open', 'The vendor has to ask again.'],
  request_cancelled: [
    409,
    'The vendor has taken the access request back',
    'Nothing is left to decide; it may ask again.',
  ],
  cursor_expired: [
    410,
    'The cursor is too old',
    'Sync once more without a cursor, and delete from the copy what the answer does not hold.',
  ],
  consent_ended: [
    409,
    'The consent has ended',
    'Nothing is left to do; a new consent needs a new access request.',
  ],
  deletion_not_due: [
    409,
    'Nothing of this consent is due for deletion',
    'Read where the consent stands: it has not ended, and nothing was taken out of it.',
  ],
  payload_too_large: [413, 'The body is too large', 'Send less.'],
  unsupported_media_type: [415, 'This content type is not taken', 'Send application/json.'],
  misdirected_request: [421, 'This host is not served here', "Use the gateway's public address."],
  read_limit: [429, 'The daily number of reads is used up', 'Wait until the next day (UTC).'],
  too_many_requests: [429, 'Too many requests', 'Wait as long as Retry-After says.'],
  internal_error: [
    500,
    'Something went wrong here',
    'Try again; if it goes on, tell the operator the instance of this problem.',
  ],
  pod_content_rejected: [
    502,
    "The owner's document cannot be read",
    'The owner has been told; try again later.',
  ],
  temporarily_unavailable: [503, 'The data is not reachable for now', 'Wait as long as Retry-After says.'],
} as const satisfies Record<string, readonly [status: number, title: string, remedy: string]>;

export type ProblemCode = keyof typeof problems;

/** An RFC 9457 body with our stable `code`. `detail` says what to do. */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** `urn:uuid:` of the request: the operator finds it in the log. */
  instance: z.string(),
  code: z.string(),
  consent_status: z.string().optional(),
  /** The version that is in force: a token of another version is not accepted, a new token is of this one. */
  consent_version: z.int().optional(),
  resumes_at: z.string().optional(),
  /** Of an ended consent: the first date by which something that was read has to be deleted or made anonymous. */
  delete_by: z.string().optional(),
  /** Where the token is of an older version than `consent_version`: what became different since. */
  changes: z.array(entryChangeSchema).optional(),
});
export type ProblemDetails = z.output<typeof problemDetailsSchema>;
