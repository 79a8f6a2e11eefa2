import type { Pod } from '@parley/pod-client';
import {
  BLOCK_TYP,
  blockClaimsSchema,
  type LedgerVerdict,
  type PublicJwk,
  signedBy,
  verifyLedger,
} from '@parley/protocol';
import type { GatewayClient } from '../../../gateway/gateway-client.ts';
import { readWholeHistory } from '../read-whole-history.ts';
import type { LongTask } from '../use-long-task.ts';
import { type Compared, compareWithGateway } from './compare-with-gateway.ts';
import { type CheckedFile, type Finding, findingsOf } from './findings.ts';
import { type BlockFile, readBlockFiles } from './read-block-files.ts';

/** How far a check is; `of` is absent where nobody knows how much there is. */
export interface CheckProgress {
  readonly step: 'asking' | 'listing' | 'reading' | 'checking';
  readonly done: number;
  readonly of?: number;
}

/** What a check has found. */
export interface CheckReport extends Pick<Compared, 'waiting' | 'onlyInPod'> {
  readonly files: number;
  readonly verdict: LedgerVerdict;
  readonly findings: readonly Finding[];
  /** Of the keys whose signatures counted. */
  readonly keyIds: readonly string[];
}

interface Parts {
  readonly gateway: Pick<GatewayClient, 'ledger'>;
  readonly pod: Pod;
  /** Reads the gateway's record keys: whose signatures count. */
  readonly readKeys: (signal: AbortSignal) => Promise<readonly PublicJwk[]>;
}

/**
 * Checks the ledger in the pod: every signature, link and file, and beside it what the gateway says. The gateway is asked first: what it says is
 * in the pod by then has to be there afterwards.
 *
 * @throws {GatewayProblem | PodError}
 */
export async function checkRecords(parts: Parts, task: LongTask<CheckProgress>): Promise<CheckReport> {
  const { signal, onProgress } = task;
  const keys = await parts.readKeys(signal);
  const atGateway = await readWholeHistory(parts.gateway, {
    signal,
    onProgress: (done) => onProgress({ step: 'asking', done }),
  });
  const files = await readBlockFiles(parts.pod, {
    signal,
    onListed: (done) => onProgress({ step: 'listing', done }),
    onRead: (done, of) => onProgress({ step: 'reading', done, of }),
  });
  const { verdict, checked } = await verifyFiles(files, keys, task);
  const compared = compareWithGateway(atGateway, verdict.entries);
  return {
    files: files.length,
    verdict,
    waiting: compared.waiting,
    onlyInPod: compared.onlyInPod,
    keyIds: keys.flatMap(({ kid }) => kid ?? []),
    findings: findingsOf({
      files: checked,
      problems: verdict.problems,
      compared,
      numbersAtGateway: atGateway.flatMap(({ inPod, blockNumber }) => (inPod ? (blockNumber ?? []) : [])),
    }),
  };
}

async function verifyFiles(
  files: readonly BlockFile[],
  keys: readonly PublicJwk[],
  { signal, onProgress }: LongTask<CheckProgress>,
) {
  const verifySignature = signedBy(keys);
  const checked: CheckedFile[] = [];
  const verdict = await verifyLedger(
    files.map(({ jws }) => jws),
    {
      // One after the other, in the order of the files.
      async verifySignature(jws) {
        const file = files[checked.length];
        const payload = await verifySignature(jws, BLOCK_TYP);
        const claims = blockClaimsSchema.safeParse(payload);
        if (file !== undefined)
          checked.push({ ...file, stated: claims.success ? claims.data.number : undefined });
        onProgress({ step: 'checking', done: checked.length, of: files.length });
        return payload;
      },
    },
  );
  signal.throwIfAborted();
  return { verdict, checked };
}
