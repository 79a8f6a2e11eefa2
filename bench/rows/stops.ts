// How soon a stop stops: in the gateway that was told, in another process, and where the consent's file is deleted in the pod.

import { setTimeout as sleep } from 'node:timers/promises';
import { timesOf } from '../load/times.ts';
import type { Bench, MeasuredFigure, Row } from '../row.ts';
import { targets } from '../targets.ts';
import type { Site } from '../world/site.ts';
import type { Address, Approved } from '../world/vendor.ts';

export const stops: Row = {
  name: 'stops',
  title: 'how soon a stop stops: in the gateway, in another process, in the pod',
  async measure(bench) {
    const { site } = await bench.world();
    const other = await site.addGateway();
    try {
      const elsewhere = { origin: site.origin, port: other.port };
      return [
        ...(await afterWithdrawals(bench, site, site, 'the same process')),
        ...(await afterWithdrawals(bench, site, elsewhere, 'another process')),
        ...(await afterDeletions(bench, site)),
      ];
    } finally {
      await other.stop();
    }
  },
};

/** The read that follows the acknowledgement, at a process that has read this consent before. */
async function afterWithdrawals(
  { sizes, say }: Bench,
  site: Site,
  reader: Address,
  where: string,
): Promise<MeasuredFigure[]> {
  const acknowledged: number[] = [];
  const refused: number[] = [];
  let passed = 0;
  for (let stop = 1; stop <= sizes.stops; stop += 1) {
    const consent = await site.obtain();
    await mustRead(site, reader, consent);
    const startedAt = performance.now();
    await site.owner.app.withdraw(consent.consentId);
    acknowledged.push(performance.now() - startedAt);
    const next = await site.vendor.read(reader, consent);
    if (next.status === 200) passed += 1;
    refused.push(next.ms);
    if (stop % SAID_EVERY === 0) say(`${where}: ${stop} of ${sizes.stops} withdrawn, ${passed} reads passed`);
  }
  const [withdrawal, refusal] = [timesOf(acknowledged), timesOf(refused)];
  return [
    {
      what: `reads after a withdrawal, ${where}`,
      unit: 'reads',
      value: passed,
      target: targets.readsAfterStop,
    },
    {
      what: `withdrawal until acknowledged, ${where}: p50`,
      unit: 'ms',
      value: withdrawal.p50,
      spread: withdrawal,
    },
    { what: `the refusal that follows, ${where}: p50`, unit: 'ms', value: refusal.p50, spread: refusal },
    { what: `the refusal that follows, ${where}: p99`, unit: 'ms', value: refusal.p99 },
  ];
}

const SAID_EVERY = 12;
/** Within it the gateway has asked the pod server to be told of changes. */
const SUBSCRIBED_MS = 3_000;
const REFUSED_WITHIN_MS = 45_000;
const BETWEEN_READS_MS = 5;

/** From the pod server's answer to the owner's other app, until a read is refused. */
async function afterDeletions({ sizes, say }: Bench, site: Site): Promise<MeasuredFigure[]> {
  const ms: number[] = [];
  for (let stop = 1; stop <= sizes.stops; stop += 1) {
    const consent = await site.obtain();
    await mustRead(site, site, consent);
    await sleep(SUBSCRIBED_MS);
    const file = `${site.owner.container}consents/${consent.consentId}.ttl`;
    const deleted = await site.owner.fetch(file, { method: 'DELETE' });
    if (!deleted.ok) throw new Error(`The pod server answered ${deleted.status} when a consent was deleted.`);
    ms.push(await untilRefused(site, consent));
    if (stop % SAID_EVERY === 0) say(`in the pod: ${stop} of ${sizes.stops} deleted`);
  }
  const { p50, p99, min, max } = timesOf(ms);
  return [
    { what: 'deleted in the pod until refused: p50', unit: 'ms', value: p50, spread: { min, max } },
    {
      what: 'deleted in the pod until refused: p99',
      unit: 'ms',
      value: p99,
      target: targets.deletedInPodP99Ms,
    },
  ];
}

async function untilRefused(site: Site, consent: Approved): Promise<number> {
  const startedAt = performance.now();
  while (performance.now() < startedAt + REFUSED_WITHIN_MS) {
    const { status } = await site.vendor.read(site, consent);
    if (status !== 200) return performance.now() - startedAt;
    await sleep(BETWEEN_READS_MS);
  }
  throw new Error('A consent that was deleted in the pod is still read.');
}

async function mustRead(site: Site, reader: Address, consent: Approved): Promise<void> {
  const { status, text } = await site.vendor.read(reader, consent);
  if (status !== 200) throw new Error(`A live consent was answered ${status}: ${text}`);
}
