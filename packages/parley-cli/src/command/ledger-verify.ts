import { parseArgs } from 'node:util';
import {
  BLOCK_TYP,
  compareHeads,
  knownHead,
  type LedgerVerdict,
  readCompactJws,
  type VerifyReceiptOptions,
  readHeads as verifyHeads,
  verifyLedger,
} from '@parley/protocol';
import { findBlockFiles, numberOf } from '../files/find-block-files.ts';
import { type BlockText, readBlocks } from '../files/read-blocks.ts';
import { placeInWords, type SignedText } from '../files/signed-text.ts';
import { checksOf, recordKeyOptions, signerProblems } from '../keys/key-options.ts';
import { type ReadHeads, readHeads } from '../ledger/read-heads.ts';
import { verdictLine } from '../words/verdict-line.ts';
import type { FoundProblem, Outcome } from './outcome.ts';
import { WrongUse } from './wrong-use.ts';

/** `parley ledger verify FOLDER|FILE…`. @throws {WrongUse} */
export async function ledgerVerify(words: string[]): Promise<Outcome> {
  const options = { ...recordKeyOptions, heads: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
  if (positionals.length === 0) throw new WrongUse('ledger verify needs a FOLDER or FILEs.');
  const checks = await checksOf(values);
  const known = values.heads === undefined ? undefined : await readHeads(values.heads);
  const blocks = await readBlocks(await findBlockFiles(positionals));
  const texts = blocks.map(({ jws }) => jws);
  const verdict = await verifyLedger(texts, {
    verifySignature: (jws) => checks.verifySignature(jws, BLOCK_TYP),
  });
  const problems: FoundProblem[] = [
    ...signerProblems(values),
    ...(blocks.length === 0 ? [emptyProblem(positionals)] : []),
    ...verdict.problems.map((problem) => ({ ...problem, where: placeOf(problem.blockNumber, blocks) })),
    ...blocks.flatMap(projectionProblem),
    ...(known === undefined ? [] : await headProblems(known, { checks, texts, verdict })),
  ];
  return {
    isVerified: problems.length === 0,
    problems,
    lines: linesOf(positionals.join(' '), verdict, { problems, blocks, isCompared: known !== undefined }),
    facts: {
      gaps: verdict.gaps,
      files: [...new Set(blocks.map(({ file }) => file))],
      blockCount: blocks.length,
      entryCount: verdict.entries.length,
      heads: {
        block: verdict.heads.block ?? null,
        consents: Object.fromEntries(verdict.heads.consents),
      },
    },
  };
}

/** Other apps read what stands beside the signed text: it has to say the same. */
function projectionProblem(block: BlockText): FoundProblem[] {
  if (block.isProjectionRight !== false) return [];
  const detail = 'what stands beside the signed text, for other apps to read, is not what was signed';
  return [{ code: 'projection_differs', where: placeInWords(block), detail }];
}

async function headProblems(
  { known, signed }: ReadHeads,
  of: { checks: VerifyReceiptOptions; texts: readonly string[]; verdict: LedgerVerdict },
): Promise<FoundProblem[]> {
  const { heads, problems } = await verifyHeads(signed, of.checks);
  const consents = [...known.consents, ...heads.map(knownHead)];
  return [...problems, ...(await compareHeads({ block: known.block, consents }, of.texts, of.verdict))];
}

const emptyProblem = (paths: readonly string[]): FoundProblem => ({
  code: 'ledger_empty',
  where: paths.join(' '),
  detail: 'there is no block here',
});

/** The file of the block that a problem names; by its place where no block says that it has this number. */
function placeOf(blockNumber: number, blocks: readonly SignedText[]): string {
  const stated = blocks.findLast(({ jws }) => readCompactJws(jws)?.payload['number'] === blockNumber);
  const place =
    stated ?? blocks.find(({ file }) => numberOf(file) === blockNumber) ?? blocks[blockNumber - 1];
  return place === undefined ? `block ${blockNumber}` : `block ${blockNumber} (${placeInWords(place)})`;
}

function linesOf(
  name: string,
  { entries, heads, gaps }: LedgerVerdict,
  found: { problems: readonly FoundProblem[]; blocks: readonly SignedText[]; isCompared: boolean },
): string[] {
  const lines = [
    verdictLine(name, found.problems),
    `  ${found.blocks.length} blocks, ${entries.length} entries of ${heads.consents.size} consents`,
  ];
  if (heads.block !== undefined)
    lines.push(`  it ends with block ${heads.block.number}, hash ${heads.block.hash}`);
  for (const { consentId, blockNumber, sequence, from, to } of gaps)
    lines.push(
      `  block ${blockNumber}: the gateway declares a gap. What it wrote down of ${consentId} between ${from} and ${to},`,
      `    from entry ${sequence} on, was lost with its database before it reached the pod`,
    );
  if (!found.isCompared)
    lines.push('  what is missing at the end shows only beside what was there before (--heads)');
  return lines;
}
