import { type Kysely, type Selectable, sql } from 'kysely';
import type { Invitation, InvitationRemark, InvitationStore } from '../../access-request/invitation.ts';
import { seal, unseal } from '../../secrets/seal.ts';
import type { InvitationTable } from './asking-tables.ts';
import type { Tables } from './tables.ts';

const CONTEXT = 'invitation';
const MOST_OPEN = 100;
const LIST_LIMIT = 200;
const isOver = sql<boolean>`expires_at <= clock_timestamp()`.as('is_over');

/** Invitations in PostgreSQL: what the owner has noted is sealed, the code only a keyed digest. */
export function createInvitationStore({
  database,
  sealingKey,
}: {
  database: Kysely<Tables>;
  sealingKey: Buffer;
}): InvitationStore {
  return {
    async add({ invitationId, ownerId, codeHash, for: invited, remark, expiresAt }) {
      const open = await database
        .selectFrom('invitation')
        .select('invitation_id')
        .where('owner_id', '=', ownerId)
        .where('used_at', 'is', null)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', sql<Date>`clock_timestamp()`)
        .limit(MOST_OPEN)
        .execute();
      if (open.length === MOST_OPEN) return undefined;
      const row = await database
        .insertInto('invitation')
        .values({
          invitation_id: invitationId,
          owner_id: ownerId,
          code_hash: codeHash,
          vendor_id: 'vendorId' in invited ? invited.vendorId : null,
          host: 'host' in invited ? invited.host : null,
          sealed: seal(sealingKey, CONTEXT, remark),
          expires_at: expiresAt,
        })
        .returningAll()
        .returning(isOver)
        .executeTakeFirstOrThrow();
      return toInvitation(row, sealingKey);
    },
    async list(ownerId) {
      const rows = await database
        .selectFrom('invitation')
        .selectAll()
        .select(isOver)
        .where('owner_id', '=', ownerId)
        .orderBy('created_at', 'desc')
        .limit(LIST_LIMIT)
        .execute();
      return rows.map((row) => toInvitation(row, sealingKey));
    },
    async revoke(invitationId, ownerId) {
      // What was used or has expired stays what it is.
      const row = await database
        .updateTable('invitation')
        .set({
          revoked_at: sql<Date>`CASE WHEN used_at IS NULL AND expires_at > clock_timestamp()
            THEN coalesce(revoked_at, clock_timestamp()) ELSE revoked_at END`,
        })
        .where('invitation_id', '=', invitationId)
        .where('owner_id', '=', ownerId)
        .returningAll()
        .returning(isOver)
        .executeTakeFirst();
      return row === undefined ? undefined : toInvitation(row, sealingKey);
    },
  };
}

type Row = Selectable<InvitationTable> & { readonly is_over: boolean };

function toInvitation(row: Row, sealingKey: Buffer): Invitation {
  return {
    invitationId: row.invitation_id,
    state: stateOf(row),
    vendorId: row.used_by ?? row.vendor_id ?? undefined,
    remark: unseal(sealingKey, CONTEXT, row.sealed) as InvitationRemark,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at ?? undefined,
    requestId: row.request_id ?? undefined,
  };
}

function stateOf(row: Row): Invitation['state'] {
  if (row.used_at !== null) return 'used';
  if (row.revoked_at !== null) return 'revoked';
  return row.is_over ? 'expired' : 'open';
}
