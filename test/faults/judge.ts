// What must hold after every round, whatever was broken in it: the promises of the design, each by its number.

import { readConsentDocument } from '@parley/pod-client';
import type { ConsentView } from '@parley/protocol';
import { type PublicKeySet, verifyConsentChain } from '@parley/vendor-sdk';
import { expect } from 'vitest';
import { blocksInPod, verifyBlocks } from '../support/pod-ledger.ts';
import { strangersStayOut } from './strangers.ts';
import { LEVELS, type Standing, type Witness } from './witness.ts';
import { CANARY, HANGS_AFTER_MS, type World } from './world.ts';

export interface Judge {
  /** After a round, while nothing is under way. */
  afterRound(): Promise<void>;
  /** Once everything that waits has reached the pod. */
  atTheEnd(options: { givenUnheard: number }): Promise<void>;
  readonly figures: {
    unrecorded: number;
    recorded: number;
    blocks: number;
    compared: number;
    /** How often somebody tried what is not theirs. */
    strangers: number;
  };
}

const PATIENCE = { timeout: 60_000, interval: 200 };

export async function createJudge(world: World, witness: Witness): Promise<Judge> {
  const recordKeys = (await (
    await fetch(`${world.origin}/.well-known/parley/record-keys`)
  ).json()) as PublicKeySet;
  const figures = { unrecorded: 0, recorded: 0, blocks: 0, compared: 0, strangers: 0 };
  /** Each signed text that was seen in the pod, by where it stood. */
  const seen = new Map<string, string>();
  let judged = 0;

  /** 12: none has ended by itself, none hangs. */
  const alive = async (): Promise<void> => {
    for (const { port, hasCrashed } of world.gateways) {
      if (hasCrashed()) witness.broken.push(`the gateway on port ${port} has ended by itself`);
      const isReady = () =>
        fetch(`http://localhost:${port}/readyz`, {
          headers: { host: new URL(world.origin).host },
          signal: AbortSignal.timeout(HANGS_AFTER_MS),
        }).then(
          ({ status }) => status,
          () => 0,
        );
      await expect.poll(isReady, PATIENCE).not.toBe(0);
    }
    await expect.poll(async () => (await fetch(`${world.origin}/readyz`)).status, PATIENCE).toBe(200);
  };

  /** 2: whatever a vendor got is written down, with the same consent. */
  const recorded = async (): Promise<void> => {
    const fresh = witness.disclosed.slice(judged);
    judged = witness.disclosed.length;
    const rows = await world.database.query<{ request: string; consent: string }>(
      `SELECT body::jsonb ->> 'requestId' AS request, consent_id AS consent FROM journal
       WHERE body::jsonb ->> 'requestId' = ANY($1) AND body::jsonb ->> 'outcome' = 'disclosed'`,
      [fresh.map(({ requestId }) => requestId)],
    );
    const written = new Map(rows.map(({ request, consent }) => [request, consent]));
    for (const { requestId, consentId } of fresh) {
      if (written.get(requestId) === consentId) figures.recorded += 1;
      else figures.unrecorded += 1;
    }
  };

  /** 3, 12: each consent is where the acknowledged acts have left it. */
  const inForce = async (): Promise<ConsentView[]> => {
    let views: ConsentView[] = [];
    const list = async () => {
      views = await world.app.consents();
      return true;
    };
    await expect.poll(() => list().catch(() => false), PATIENCE).toBe(true);
    const byId = new Map(views.map((view) => [view.consentId, view]));
    for (const consent of witness.consents.values()) {
      const view = byId.get(consent.id);
      if (view === undefined) witness.broken.push(`${consent.id}: an acknowledged consent is not there`);
      else witness.sees(consent, standingOf(view));
    }
    return views;
  };

  /** 5, 6, 12: the pod's file tells the same, and nothing that stood there was altered. */
  const inPod = async (): Promise<void> => {
    const rows = await world.database.query<{ id: string }>(
      `SELECT consent_id AS id FROM consent_change UNION SELECT consent_id FROM pod_outbox WHERE done_at IS NULL`,
    );
    const isUnderWay = new Set(rows.map(({ id }) => id));
    for (const consent of witness.consents.values()) {
      if (!consent.isToCompare || isUnderWay.has(consent.id) || consent.endsBy !== undefined) continue;
      consent.isToCompare = false;
      figures.compared += 1;
      const reading = await readConsentDocument(world.alice.pod, { consentId: consent.id });
      const texts = reading.status === 'read' ? reading.jws : [];
      const chain = await verifyConsentChain(texts, { recordKeys });
      const told = chain.problems.map(({ code }) => code);
      const [standing] = consent.possible;
      const status = chain.status === 'given' || chain.status === 'paused' ? chain.status : 'ended';
      if (told.length > 0 || status !== standing?.status)
        witness.broken.push(`${consent.id}: in the pod it is ${status} (${told}), not ${standing?.status}`);
      unaltered(consent.id, texts);
    }
  };

  const unaltered = (place: string, texts: readonly string[]): void => {
    for (const [at, text] of texts.entries()) {
      const before = seen.get(`${place} ${at}`);
      if (before !== undefined && before !== text)
        witness.broken.push(`${place}: ${at} was altered in the pod`);
      seen.set(`${place} ${at}`, text);
    }
    if (seen.has(`${place} ${texts.length}`)) witness.broken.push(`${place}: something is gone from the pod`);
  };

  const ledgerInPod = async () => {
    const blocks = await blocksInPod(world.alice.pod);
    const verdict = await verifyBlocks(blocks, world.origin);
    for (const { code, blockNumber } of verdict.problems)
      witness.broken.push(`the ledger in the pod: block ${blockNumber}, ${code}`);
    unaltered('ledger', blocks);
    figures.blocks = blocks.length;
    return verdict;
  };

  return {
    figures,
    async afterRound() {
      await alive();
      await recorded();
      await inForce();
      await inPod();
      await ledgerInPod();
      figures.strangers += (await strangersStayOut(world, witness.broken)).tried;
    },
    async atTheEnd({ givenUnheard }) {
      await untilNothingIsLeft(world);
      for (const consent of witness.consents.values()) consent.isToCompare = true;
      await alive();
      const views = await inForce();
      const unknown = views.filter(({ consentId }) => !witness.consents.has(consentId));
      if (unknown.length > givenUnheard) witness.broken.push('there is a consent that nobody gave');
      await inPod();
      const { entries } = await ledgerInPod();
      const journal = await world.database.query<{ body: string }>('SELECT body FROM journal ORDER BY body');
      const bodies = entries.map(({ body }) => body).sort();
      if (
        journal.length !== bodies.length ||
        journal
          .map(({ body }) => body)
          .sort()
          .join() !== bodies.join()
      )
        witness.broken.push(`the pod has ${bodies.length} entries, the database ${journal.length} others`);
      await nothingAtRest(world, witness);
    },
  };
}

function standingOf({ status, details }: ConsentView): Standing {
  const fields = details.flatMap((entry) => entry.fields['issues']?.required ?? []);
  const level = LEVELS.findIndex((each) => each.length === fields.length);
  return { status: status === 'given' || status === 'paused' ? status : 'ended', level };
}

/** Does now what jobs would do within minutes: what is due later is due now. */
async function untilNothingIsLeft({ database }: World): Promise<void> {
  // Whatever was dated while the clock stood ahead lies in the past then.
  await database.jump(300);
  const left = async (): Promise<number> => {
    await database.query(`UPDATE consent_change SET intended_at = intended_at - interval '1 hour'`);
    await database.query(`UPDATE pod_outbox SET next_at = clock_timestamp() WHERE done_at IS NULL`);
    await database.query(`UPDATE block SET next_at = clock_timestamp() WHERE in_pod_at IS NULL`);
    const [row] = await database.query<{ left: string }>(
      `SELECT (SELECT count(*) FROM consent_change) + (SELECT count(*) FROM pod_outbox WHERE done_at IS NULL)
        + (SELECT count(*) FROM journal WHERE block_number IS NULL) + (SELECT count(*) FROM block WHERE in_pod_at IS NULL) AS left`,
    );
    return Number(row?.left);
  };
  await expect.poll(left, { timeout: 90_000, interval: 500 }).toBe(0);
}

/** 10: what the issues say is in no table and in no log. */
async function nothingAtRest({ database, logged }: World, witness: Witness): Promise<void> {
  if (logged.some((text) => text.includes(CANARY))) witness.broken.push('the log holds what an issue says');
  const tables = await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  for (const { name } of tables) {
    const [row] = await database.query<{ count: string }>(
      `SELECT count(*) FROM "${name}" t WHERE t::text LIKE $1`,
      [`%${CANARY}%`],
    );
    if (Number(row?.count) > 0) witness.broken.push(`the table ${name} holds what an issue says`);
  }
}
