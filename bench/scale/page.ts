// docs/scale.md and its picture: every number in them is the model's.

import { numberText } from '../report/figure-text.ts';
import { machineInWords } from '../report/machine.ts';
import type { Model } from './model.ts';
import { SIMULATED } from './model.ts';
import { pictureOfDay } from './picture.ts';
import { BUCKETS } from './routing.ts';
import { CHANGED, PRICES_OF, SETTINGS } from './settings.ts';
import {
  assumptions,
  bytesText,
  capacityTable,
  demandTable,
  limitsTable,
  markdown,
  measuredTable,
  percent,
  short,
  simulationTable,
  toMeasure,
  waitTable,
} from './tables.ts';

/** Path in the repository to text. */
export const scalePages = (model: Model): ReadonlyMap<string, string> =>
  new Map([
    ['docs/scale.md', page(model)],
    ['docs/scale.svg', pictureOfDay(model.day, SIMULATED.clusters)],
  ]);

const page = (model: Model): string => `<!-- Made by "npm run scale" from bench/scale. Change it there. -->

# ${short(SETTINGS.owners)} owners: a model

What would ${short(SETTINGS.owners)} owners and ${short(SETTINGS.vendors)} vendors take, where does the design break first, and what then?
\`npm run scale\` computes this page. **Nothing here was tried at this size.** Three kinds of numbers are kept apart:

- **assumed**: how people, vendors and prices are. In \`bench/scale/settings.ts\`, to be changed by whoever knows better;
- **measured**: by [the benchmark](bench.md), on one small machine where load, gateway and database share the cores;
- **modelled**: everything else, arithmetic on the two, and a simulation where a mean would lie.

"As built" is the gateway of this repository with its defaults, unchanged. "Changed" is with what [stands below](#where-it-breaks-and-what-then); **none of that is built**.

## What is assumed

${markdown(assumptions)}

Prices are rounded from what large clouds list, ${PRICES_OF}; they are no offer.

## What was measured

${markdown(measuredTable(model))}

${sourceOf(model)}

## What is asked

${markdown(demandTable(model))}

## What carries it

${toCarry(model)}
Processes are counted by what one does of reads, looks, tokens and blocks, and by what it keeps; clusters by bytes and by reads, whichever needs more. For a database it is taken that it carries what one gateway process
has put through it, which is a floor: its own limit was not measured. What a request to a pod costs the gateway's processor was not measured and is not in the cores; pod servers are the owners', and not in the price.

## A day, where a mean lies

One owner stands for ${short(SIMULATED.scale)}, on ${SIMULATED.clusters} clusters, by the rule [below](#which-cluster); seed ${SIMULATED.seed}. The n-th vendor is chosen one n-th as often as the first; people's reads have their top at 20:00;
${percent(SETTINGS.batchVendorShare)} of the vendors read all their consents in one hour of the night. With a thousandth of the owners, clusters differ more than they would at full size.

${markdown(simulationTable(model))}

![Reads a second through the simulated day: mean cluster, hottest cluster, and of the mean cluster the vendor that reads most](scale.svg)

Owners spread well, vendors do not: no cluster is far from the mean, and one vendor's night comes to all clusters at once. Whether the most popular vendor is one of those that read at night is chance; with
this seed it is, so that the day's top may lie in the night. It is why only ${percent(SETTINGS.busyShare)} of what was measured is planned with, and what waiting costs beyond:

${markdown(waitTable(model))}

${breaks(model)}

${routing}

## What this does not say

- Reads of one consent are taken to come at random. Vendors that read in bursts need fewer tokens and less of the pods.
- The network, proxies, mail and push, people who run it, and a second region are not in the price.
- One cluster's own limits (connections, autovacuum, the queue of blocks) were not measured at this load.
- Pods have limits of their own, which nobody has measured here but those of one server.
`;

function sourceOf({ found }: Model): string {
  if (found.machine === undefined)
    return 'No results of the benchmark are in the repository yet. What needs none is computed; what needs some says so.';
  const files = found.files.map((file) => `[${file}](../bench/results/${file})`).join(', ');
  return `From ${files}: ${machineInWords(found.machine)}.`;
}

function toCarry(model: Model): string {
  const command = toMeasure(model);
  if (command === undefined) return `${markdown(capacityTable(model))}\n`;
  return `**Processes, clusters, bytes and cost are open**: not everything that they need was measured. On a machine with nothing else to do:

\`\`\`sh
${command}
npm run scale
\`\`\`
`;
}

function breaks({ built, changed, ownersOfAProcess, day, found }: Model): string {
  const after = changed.at(-1) ?? built;
  const [now, then] = [built.demand, after.demand];
  const ofAProcess = new Map(ownersOfAProcess);
  const owners = (limit: string): string => short(ofAProcess.get(limit) ?? 0);
  const { journalBytes } = found.values;
  const journal = (days: number): string =>
    journalBytes === undefined
      ? `${short(now.readsADay * days)} rows`
      : `${short(now.readsADay * days)} rows, ${bytesText(now.readsADay * days * journalBytes)}`;
  return `## Where it breaks, and what then

${markdown(limitsTable({ ownersOfAProcess }))}

These are constants of the gateway, not of the machine: more processes help until there are too many.

1. **Telling subscribers.** Each subscribed consent is looked at every 30 s, changed or not; a process does eight looks a second. Beyond about ${owners('looks for subscribers')} owners a process nothing is lost,
   but news come later than 30 s. At full size it is ${short(now.looks)} looks a second, and each writes a row. *Then*: look when the pod says so, by Solid Notifications' \`WebhookChannel2023\`, and only where a server
   tells nothing at an interval that grows with silence: ${short(then.looks)} a second.
2. **Asking pods ahead.** What was read within the hour, or is looked at for a subscriber, is asked for again every 15 s: ${short(now.podRequests)} requests a second, ${numberText(now.podRequests / now.reads)} for each read. At ${numberText(SETTINGS.readsPerConsentADay)} reads a day
   a consent is hardly ever read twice within 15 s, so nearly all of it is for nobody. No host of pods would let it. A process's memory (${owners('documents in memory')} owners' documents) ends first, and then reads are cold anyway. *Then*: confirm when a read comes, and ahead only
   what is read about every minute: ${short(then.podRequests)} a second, one round to the pod in each read. A channel alone cannot replace that question: a change of access sends no notification.
3. **Sockets.** A followed document is a web socket, 2,000 a process (${owners('channels')} owners): ${short(now.channels)} at full size. *Then*: webhook channels, a row each, ${short(then.channels)} of them, made anew every ${CHANGED.channelDays} days: ${short(then.channels / (CHANGED.channelDays * DAY_SECONDS))} a second.
4. **A block for each read.** An owner who is read every quarter of an hour gets a file for each: ${short(now.blocksPerOwnerAYear)} a year in each pod, ${short(now.blocks)} PUTs and signatures a second. *Then*: a block every ${CHANGED.blockEverySeconds / HOUR_SECONDS} hours, ${short(then.blocksPerOwnerAYear)} a year. The price: until
   then entries are in the database alone, so its loss makes a longer gap. It needs a replica that has acknowledged (\`synchronous_standby_names\`).
5. **The journal.** ${journal(built.design.journalDays)} for ${built.design.journalDays} days. *Then*: \`PARLEY_JOURNAL_DAYS\`=${CHANGED.journalDays}: ${journal(CHANGED.journalDays)}; the rest is in the pods. A backup of a cluster is its write-ahead log and a copy a week, cluster by cluster; the log is what has to be kept
   up with. Blocks stay for ever today; of those that a pod acknowledged ${CHANGED.blockDays} days ago the hash could do.
6. **Tokens.** ${short(now.tokens)} a second, ${percent(now.tokens / now.reads)} of the reads: a token lives 300 s and is used once. Each is a signature, rows, and a client assertion to verify. *Then*: tokens that live longer: the consent is asked at each read
   all the same. Signing keys are in the memory of every process of every cluster; one \`kid\` a cluster would limit what the theft of one costs.
7. **The vendor that is everywhere.** The most popular has ${percent(day.topVendorShare)} of all consents, on ${day.topVendorClusters} of ${SIMULATED.clusters} clusters, and reads up to ${short(Math.max(...day.hottestVendor))} times a second; \`PARLEY_CALLS_PER_VENDOR\` allows 2,000 a second and process. *Then*: a limit by vendor and cluster, and
   \`GET /v1/changes\` on news in place of reading everything at night.
8. **Pods' own limits.** Large hosts have most pods: their limit on one client is the gateway's limit. *Then*: a budget for each host, reads of subscribers last; 503 with \`Retry-After\` beyond.`;
}

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

const routing = `## Which cluster

**An owner has one of ${BUCKETS.toLocaleString('en')} buckets for ever, a table says which cluster has the bucket** ([ADR 0029](adr/0029-shards-by-owner.md)). A cluster is a PostgreSQL of its own with gateway processes of its own: this repository's gateway as
it is. What holds the promises (the locked consent, the journal, the chain, the clock) is of one owner, so it stays in one transaction of one cluster. Of ${SIMULATED.clusters} clusters, one that fails holds up a ${SIMULATED.clusters}th of the owners until its replica has
come up in its place. No bucket moves for that: the data would not be there.

| What is asked | Where it is answered |
| --- | --- |
| reads, changes, replies, tokens, receipts, the owner's pages, her ledger, jobs for her pod (outbox, blocks) | one cluster |
| proofs that were used | the same cluster: a proof names its token, a token its consent |
| client assertions that were used | the cluster of the vendor's own bucket, by its client id; one small insert a token |
| a pushed request, before anybody has signed in | the vendor's bucket; it moves to the owner's when she has |
| limits by vendor, access requests in seven days | a share for each cluster; what is asked with a hint counts in the vendor's bucket |
| a vendor, its pinned keys, its hold | written to all, read on each; a hold is acknowledged when the last cluster has it, and again by a job until then |
| \`GET /v1/issues\` of a vendor over all its owners | not one query, today neither: a token is for one consent. The vendor's SDK keeps a copy, and asks consent by consent |
| a vendor's list and stream of events | each cluster has its own places; one stream merges them, and its cursor is a place for each cluster |
| webhooks | each cluster delivers its own: in order for a consent, which is what is promised |
| operators' acts | one chain for each cluster |
| rebuild after a loss | cluster by cluster, from its own \`owners.log\` |`;
