// What a read costs with few and with many consents in the index: gateways with a database of their own, read in turn.

import { middleOf } from '../figure.ts';
import { runInTurn } from '../load/run-in-turn.ts';
import type { Bench, MeasuredFigure, Row } from '../row.ts';
import { targets } from '../targets.ts';
import { fillIndex } from '../world/fill-index.ts';
import { roomFor } from '../world/room-for.ts';
import type { Site } from '../world/site.ts';
import { withDatabase } from '../world/with-database.ts';

export const manyConsents: Row = {
  name: 'many-consents',
  title: 'a read with a thousand, a hundred thousand, a million consents in the index',
  async measure(bench) {
    const { indexed } = bench.sizes;
    const sites = await Promise.all(indexed.map(() => startSealed(bench)));
    try {
      const consents: number[] = [];
      for (const [at, site] of sites.entries()) consents.push(await fill(bench, site, indexed[at] ?? 0));
      const runs = await runInTurn(
        sites.map((site, at) => ({
          name: `${inWords(consents[at] ?? 0)} consents`,
          requests: async () => [await readOf(site)],
        })),
        bench,
      );
      const p50s = runs.map((each) => each.map((run) => run.p50));
      return figuresOf({ consents, p50s, wanted: indexed.at(-1) ?? 0 });
    } finally {
      for (const site of sites) await site.stop();
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

function figuresOf(filled: {
  readonly consents: readonly number[];
  readonly p50s: readonly (readonly number[])[];
  readonly wanted: number;
}): MeasuredFigure[] {
  const { consents, p50s, wanted } = filled;
  const [fewest = 0, most = 0] = [consents[0], consents.at(-1)];
  const ratios = p50s.at(-1)?.map((p50, round) => p50 / (p50s[0]?.[round] ?? Number.NaN)) ?? [];
  return [
    ...consents.map((count, at): MeasuredFigure => {
      return { what: `${inWords(count)} consents: p50`, unit: 'ms', ...middleOf(p50s[at] ?? []) };
    }),
    {
      what: `p50, ${inWords(most)} / ${inWords(fewest)} consents`,
      unit: 'x',
      ...middleOf(ratios),
      target: targets.millionVersusThousand,
      ...(most === wanted ? {} : { undecidable: `no room on the disk for ${inWords(wanted)}` }),
    },
  ];
}
