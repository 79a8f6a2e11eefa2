// What a read costs with few and with many consents in the index: gateways with a database of their own, read in turn.

import pg from 'pg';
import { middleOf } from '../figure.ts';
import { type LoadRun, runLoad } from '../load/run-load.ts';
import { jobOf, requestsForRun } from '../load/sized-job.ts';
import type { Bench, MeasuredFigure, Row } from '../row.ts';
import { targets } from '../targets.ts';
import { fillIndex } from '../world/fill-index.ts';
import { roomFor } from '../world/room-for.ts';
import type { Site } from '../world/site.ts';

interface Filled {
  readonly site: Site;
  consents: number;
  each: number;
  readonly runs: LoadRun[];
}

export const manyConsents: Row = {
  name: 'many-consents',
  title: 'a read with a thousand, a hundred thousand, a million consents in the index',
  async measure(bench) {
    const { sizes, say } = bench;
    const filled: Filled[] = [];
    try {
      const sites = await Promise.all(sizes.indexed.map(() => startSealed(bench)));
      filled.push(...sites.map((site) => ({ site, consents: 0, each: 0, runs: [] })));
      for (const [at, each] of filled.entries())
        each.consents = await fill(bench, each.site, sizes.indexed[at] ?? 0);
      for (const each of filled) each.each = await requestsForRun(await readOf(each.site), sizes);
      for (let round = 1; round <= sizes.rounds; round += 1) {
        for (const { consents, site, each, runs } of filled) {
          const run = await runLoad(jobOf(await readOf(site), each, sizes));
          runs.push(run);
          say(
            `round ${round} of ${sizes.rounds}, ${inWords(consents)} consents: p50 ${run.p50.toFixed(2)} ms`,
          );
        }
      }
      return figuresOf(filled, sizes.indexed.at(-1) ?? 0);
    } finally {
      for (const { site } of filled) await site.stop();
    }
  },
};

const readOf = async (site: Site) => site.vendor.readRequest(site, await site.approved());
const inWords = (count: number): string => count.toLocaleString('en');

/** So many consents are copied at a time: each time it says how far it is. */
const STEP = 20_000;

/** How many there was room for. */
async function fill({ sizes, say, folder }: Bench, site: Site, wanted: number): Promise<number> {
  const { ledgerRowsPerConsent } = sizes;
  const consents = await roomFor(folder, wanted, ledgerRowsPerConsent);
  if (consents < wanted) say(`no room on the disk for ${inWords(wanted)} consents: ${inWords(consents)}`);
  const { consentId } = await site.approved();
  const startedAt = performance.now();
  await withDatabase(site, async (client) => {
    for (let from = 0; from < consents; from += STEP) {
      const to = Math.min(consents, from + STEP);
      await fillIndex({ client, consentId, from, to, ledgerRowsPerConsent });
      const took = ((performance.now() - startedAt) / 1000).toFixed(0);
      say(
        `${inWords(to)} of ${inWords(consents)} consents, ${inWords(to * ledgerRowsPerConsent)} ledger rows: ${took} s`,
      );
    }
    // As a database stands that has had its time.
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
  });
  return consents;
}

const SEALED_WITHIN_MS = 60_000;

/** A site with a read in a block of its ledger: the row that is copied. */
async function startSealed({ world }: Bench): Promise<Site> {
  const site = await (await world()).addSite();
  const consent = await site.approved();
  const { status } = await site.vendor.read(site, consent);
  if (status !== 200) throw new Error(`The gateway answered ${status}.`);
  await withDatabase(site, async (client) => {
    const until = performance.now() + SEALED_WITHIN_MS;
    while (performance.now() < until) {
      const { rows } = await client.query(
        `SELECT FROM journal WHERE consent_id = $1 AND block_number IS NOT NULL AND body LIKE '%"disclosed"%'`,
        [consent.consentId],
      );
      if (rows.length > 0) return;
      await client.query('SELECT pg_sleep(0.1)');
    }
    throw new Error('A read was not sealed.');
  });
  return site;
}

async function withDatabase(site: Site, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: site.databaseUrl });
  await client.connect();
  await work(client).finally(() => client.end());
}

function figuresOf(filled: readonly Filled[], wanted: number): MeasuredFigure[] {
  const p50s = filled.map(({ runs }) => runs.map((run) => run.p50));
  const [fewest, most] = [filled[0], filled.at(-1)];
  const ratios = p50s.at(-1)?.map((p50, round) => p50 / (p50s[0]?.[round] ?? Number.NaN)) ?? [];
  const isWhole = most?.consents === wanted;
  return [
    ...filled.map(({ consents }, at): MeasuredFigure => {
      return { what: `${inWords(consents)} consents: p50`, unit: 'ms', ...middleOf(p50s[at] ?? []) };
    }),
    {
      what: `p50, ${inWords(most?.consents ?? 0)} / ${inWords(fewest?.consents ?? 0)} consents`,
      unit: 'x',
      ...middleOf(ratios),
      target: targets.millionVersusThousand,
      ...(isWhole ? {} : { undecidable: 'no room on the disk for a million' }),
    },
  ];
}
