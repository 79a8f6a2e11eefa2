import type { AuthorizationDetails, RequestStatus } from '@parley/protocol';
import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json, OptionalInstant } from './column-types.ts';

export interface AccessRequestTable {
  request_id: string;
  vendor_id: string;
  details: Json<AuthorizationDetails>;
  request_jws: string;
  request_sha256: string;
  asked_at: Instant;
  expires_at: Instant;
  status: RequestStatus;
  owner_id: string | null;
  interaction_uid: string | null;
  app_challenge: string | null;
  continue_hash: string | null;
  consent_id: string | null;
  came_by: Generated<'redirect' | 'ciba' | 'invitation'>;
  binding_message: ColumnType<string | null, string | null | undefined, string | null>;
  auth_req_id: ColumnType<string | null, string | null | undefined, string | null>;
  refusal_told: Generated<boolean>;
  hint_hash: ColumnType<string | null, string | null | undefined, string | null>;
  polled_at: OptionalInstant;
  poll_seconds: ColumnType<number | null, number | null | undefined, number | null>;
  notice_at: OptionalInstant;
  notice_attempts: Generated<number>;
}

export interface InvitationTable {
  invitation_id: string;
  owner_id: string;
  code_hash: string;
  vendor_id: string | null;
  host: string | null;
  sealed: Buffer;
  created_at: Instant;
  expires_at: Instant;
  revoked_at: OptionalInstant;
  used_at: OptionalInstant;
  used_by: ColumnType<string | null, string | null | undefined, string | null>;
  request_id: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface SilenceTable {
  owner_id: string;
  vendor_id: string;
  since: Instant;
  expires_at: Instant;
}
