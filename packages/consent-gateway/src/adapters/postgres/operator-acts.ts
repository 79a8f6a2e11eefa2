import { type Kysely, sql, type Transaction } from 'kysely';
import {
  type ActsHead,
  type ChainedAct,
  chainAct,
  headOf,
  NO_ACT,
  type OperatorAct,
} from '../../operator/operator-act.ts';
import type { Tables } from './tables.ts';

export interface OperatorActs {
  /** Adds them to the chain, each once: an id that is there already is left as it is. */
  append(acts: readonly OperatorAct[]): Promise<void>;
  /** All there are, by number, and the head. */
  read(): Promise<{ acts: ChainedAct[]; head: ActsHead | undefined }>;
}

export function createOperatorActs({
  database,
  key,
}: {
  database: Kysely<Tables>;
  key: Buffer;
}): OperatorActs {
  return {
    append: (acts) => database.transaction().execute((trx) => append(trx, acts, key)),
    read: () =>
      database
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (trx) => {
          const rows = await trx.selectFrom('operator_act').selectAll().orderBy('number').execute();
          const acts = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
          return { acts, head: await readHead(trx) };
        }),
  };
}

async function append(trx: Transaction<Tables>, acts: readonly OperatorAct[], key: Buffer): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('operator_act', 0))`.execute(trx);
  let before = await lastAct(trx);
  for (const act of acts) {
    const known = await trx.selectFrom('operator_act').select('id').where('id', '=', act.id).execute();
    if (known.length > 0) continue;
    const chained = chainAct(act, before, key);
    await trx
      .insertInto('operator_act')
      .values({ ...chained, at: new Date(chained.at), about: [...chained.about] })
      .execute();
    before = chained;
  }
  if (before.number === 0) return;
  const head = headOf(before, key);
  await sql`INSERT INTO operator_act_head (number, mac, seal) VALUES (${head.number}, ${head.mac}, ${head.seal})
    ON CONFLICT (only_one) DO UPDATE SET number = excluded.number, mac = excluded.mac, seal = excluded.seal`.execute(
    trx,
  );
}

/** By the head, so that a number that was cut off is not given again; where that is gone, a number is left out, which shows. */
async function lastAct(trx: Transaction<Tables>): Promise<Pick<ChainedAct, 'number' | 'mac'>> {
  const head = await readHead(trx);
  if (head !== undefined) return head;
  const last = await trx
    .selectFrom('operator_act')
    .select(['number', 'mac'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? NO_ACT : { ...last, number: last.number + 1 };
}

const readHead = (trx: Transaction<Tables>): Promise<ActsHead | undefined> =>
  trx.selectFrom('operator_act_head').select(['number', 'mac', 'seal']).executeTakeFirst();
