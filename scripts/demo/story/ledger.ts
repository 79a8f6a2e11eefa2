// Steps 4, 5 and 7: what the owner's pod says about all of it, and the end.

import { setTimeout as sleep } from 'node:timers/promises';
import { listBlocks, readBlock } from '@parley/pod-client';
import { BLOCK_TYP, type LedgerVerdict, type VerifiedEntry, verifyLedger } from '@parley/protocol';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { assertSeen, type Story } from './story.ts';

const WAIT_MS = 30_000;
const STEP_MS = 500;

export interface LedgerLook {
  readonly consentId: string;
  /** What has just happened: the ledger is shown once the pod has it. */
  readonly until: (entry: VerifiedEntry) => boolean;
  /** Entries of this consent that were shown before. Default 0. */
  readonly after?: number;
}

/** Shows and checks the ledger as it lies in the pod. @returns the last entry's number */
export async function showLedger(story: Story, { consentId, until, after = 0 }: LedgerLook): Promise<number> {
  const { screen, pod } = story;
  const isOurs = (entry: VerifiedEntry): boolean => entry.consentId === consentId;
  const verdict = await ledgerWith(story, (entry) => isOurs(entry) && until(entry));
  const blocks = verdict.heads.block?.number ?? 0;
  const shown = verdict.entries.filter((entry) => isOurs(entry) && entry.sequence > after);
  screen.rows([
    ['entry', 'block', 'UTC', 'what'],
    ...shown.map((each) => [
      String(each.sequence),
      String(each.blockNumber),
      each.at.slice(11, 19),
      inWords(each),
    ]),
  ]);
  screen.line();
  const problems = verdict.problems.map(({ code }) => code).join(', ');
  assertSeen(problems === '', `the ledger verifies (${problems})`);
  const sum = `${verdict.entries.length} entries in ${blocks} blocks: every signature, hash and number`;
  screen.rows([
    ['lies in', `${pod.container}ledger/ (the gateway can only add there)`],
    ['verified', `${screen.good('yes')}, ${sum}`],
  ]);
  return shown.at(-1)?.sequence ?? after;
}

export async function ownerWithdraws({ screen, app, owner }: Story, consentId: string): Promise<void> {
  screen.heading(`5  ${owner.name} withdraws`, 'one act, no reason needed');
  const startedAt = performance.now();
  const { stopped, pod } = await app.withdraw(consentId);
  const tookMs = Math.round(performance.now() - startedAt);
  assertSeen(stopped, 'the consent is stopped');
  screen.rows([
    ['stopped', `after ${tookMs} ms`],
    [
      'record',
      pod === 'done'
        ? 'the end is signed and stands in her pod too'
        : 'stopped at once; her pod gets the signed end in a moment',
    ],
  ]);
}

/** Blocks reach the pod a few seconds after what they tell of. */
async function ledgerWith(story: Story, isThere: (entry: VerifiedEntry) => boolean): Promise<LedgerVerdict> {
  const deadline = Date.now() + WAIT_MS;
  const verifySignature = await blockVerifier(story);
  for (;;) {
    const verdict = await verifyLedger(await blocksOf(story), { verifySignature });
    if (verdict.entries.some(isThere)) return verdict;
    assertSeen(Date.now() < deadline, `the ledger reaches the pod within ${WAIT_MS / 1000} s`);
    await sleep(STEP_MS, undefined, { signal: story.signal });
  }
}

async function blocksOf({ pod }: Story): Promise<string[]> {
  const blocks: string[] = [];
  for await (const place of listBlocks(pod)) {
    const block = await readBlock(pod, place);
    if (block !== undefined) blocks.push(block.jws);
  }
  return blocks;
}

/** The gateway's record keys are public, and kept for ever. */
async function blockVerifier({ servers, signal }: Story): Promise<(jws: string) => Promise<unknown>> {
  const answer = await fetch(`${servers.gateway}/.well-known/parley/record-keys`, { signal });
  const keys = createLocalJWKSet((await answer.json()) as JSONWebKeySet);
  return async (jws) => {
    const { payload, protectedHeader } = await compactVerify(jws, keys, { algorithms: ['ES256'] });
    return protectedHeader.typ === BLOCK_TYP ? JSON.parse(new TextDecoder().decode(payload)) : undefined;
  };
}

function inWords({ entry }: VerifiedEntry): string {
  const {
    kind,
    outcome,
    act = '',
    by = 'somebody',
    category,
    fields = [],
    itemCount = 0,
    reason,
    count = 1,
  } = entry;
  if (kind === 'act') return `${ACTS[act] ?? act} by the ${by}`;
  if (outcome === 'refused') return `${count === 1 ? 'a read' : `${count} reads`} refused: ${reason ?? ''}`;
  if (category === undefined) return 'asked what is new: nothing';
  return `${itemCount} ${itemCount === 1 ? category.replace(/s$/, '') : category} read: ${fields.join(', ')}`;
}

const ACTS: Readonly<Record<string, string>> = { give: 'consent given', withdraw: 'consent withdrawn' };
