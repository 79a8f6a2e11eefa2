import { ownerApi } from '@parley/protocol';
import type { Operation } from './owner-paths.ts';
import { type Json, parameter } from './parts.ts';

const DIGEST = 'base64url sha-256 of the exact body, so that the proof signs the decision.';

/** Who may ask the owner without a browser: invitations, and vendors that may not for a while. */
export function askingPaths(operation: (operation: Operation) => Json): Json {
  return {
    '/owner/v1/invitations': {
      get: operation({
        id: 'list_invitations',
        summary: 'Invitations, newest first',
        answer: ownerApi.invitationListSchema,
      }),
    },
    // One path in this format: of the two names that stand in the same place, one is written.
    '/owner/v1/invitations/{name}': {
      post: operation({
        id: 'invite_vendor',
        summary: 'A link with which one vendor may ask once by itself. It is shown this once',
        body: ownerApi.createInvitationRequestSchema,
        answer: ownerApi.createdInvitationSchema,
        status: 201,
        parameters: [parameter('path', 'name', DIGEST)],
        problems: ['invalid_request', 'digest_mismatch', 'not_connected', 'too_many_requests'],
      }),
      delete: operation({
        id: 'revoke_invitation',
        summary: 'Take an invitation back; what was used or has expired stays what it is',
        answer: ownerApi.invitationViewSchema,
        parameters: [parameter('path', 'name', 'The id from the list.')],
        problems: ['not_found'],
      }),
    },
    '/owner/v1/silences': {
      get: operation({
        id: 'list_silences',
        summary: 'Vendors that do not reach the owner by themselves for now',
        answer: ownerApi.silenceListSchema,
      }),
    },
    '/owner/v1/silences/{digest}': {
      post: operation({
        id: 'set_silence',
        summary:
          'What this vendor asks by itself does not reach the owner for so many days; 0: it may ask again',
        body: ownerApi.silenceRequestSchema,
        answer: ownerApi.silenceListSchema,
        parameters: [parameter('path', 'digest', DIGEST)],
        problems: ['invalid_request', 'digest_mismatch'],
      }),
    },
  };
}
