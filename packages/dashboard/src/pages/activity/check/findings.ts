import type { LedgerProblem, LedgerProblemCode } from '@parley/protocol';
import type { Compared } from './compare-with-gateway.ts';
import type { BlockFile } from './read-block-files.ts';

export type FindingCode = LedgerProblemCode | 'projection_differs' | 'not_in_pod' | 'differs';

/** What is wrong with one file. */
export interface Finding {
  readonly number: number;
  /** Where there is such a file. */
  readonly date: string | undefined;
  readonly code: FindingCode;
  /** Of entries, where it is about entries. */
  readonly count: number;
  /** It comes from what is wrong with a file before it. */
  readonly isConsequence: boolean;
}

/** A file as the check met it. */
export interface CheckedFile extends Pick<BlockFile, 'date' | 'number' | 'isProjectionRight'> {
  /** The number that it states itself, where its signature is good. */
  readonly stated: number | undefined;
}

interface Found {
  readonly files: readonly CheckedFile[];
  readonly problems: readonly LedgerProblem[];
  readonly compared: Compared;
  /** Of blocks that the gateway has put into the pod. */
  readonly numbersAtGateway: readonly number[];
}

/** Everything that is wrong, file by file. */
export function findingsOf({ files, problems, compared, numbersAtGateway }: Found): Finding[] {
  const there = new Set(files.map(({ number }) => number));
  const missing = missingOf(there, numbersAtGateway);
  const unread = files.filter(({ stated }) => stated === undefined).map(({ number }) => number);
  const broken = new Set([...missing, ...unread]);
  const raw: [code: FindingCode, number: number][] = [
    ...missing.map((number) => ['block_missing', number] as [FindingCode, number]),
    ...placed(problems, { files, unread, missing }),
    ...files.flatMap(({ number, isProjectionRight, stated }): [FindingCode, number][] =>
      isProjectionRight || stated === undefined ? [] : [['projection_differs', number]],
    ),
    ...ofEntries('not_in_pod', compared.notInPod, broken),
    ...ofEntries('differs', compared.different, broken),
  ];
  return gathered(raw).map(({ code, number, count }) => ({
    ...{ code, number, count },
    date: files.find((file) => file.number === number)?.date,
    isConsequence: code === 'entry_out_of_sequence' && [...broken].some((each) => each < number),
  }));
}

const UNREAD: readonly LedgerProblemCode[] = ['signature_invalid', 'block_malformed'];

/** Each problem with the number of its file: what cannot be believed does not state one, so they are told by their order. */
function placed(
  problems: readonly LedgerProblem[],
  { files, unread, missing }: { files: readonly CheckedFile[]; unread: number[]; missing: number[] },
): [FindingCode, number][] {
  const waiting = [...unread];
  return problems.flatMap(({ code, blockNumber }): [FindingCode, number][] => {
    if (UNREAD.includes(code)) return [[code, waiting.shift() ?? blockNumber]];
    // Which ones they are is known from the names of the files, unless one says that it is another.
    if (code === 'block_missing')
      return [...missing, ...unread].some((number) => number < blockNumber) ? [] : [[code, blockNumber - 1]];
    return [[code, files.findLast(({ stated }) => stated === blockNumber)?.number ?? blockNumber]];
  });
}

function missingOf(there: ReadonlySet<number>, numbersAtGateway: readonly number[]): number[] {
  const last = Math.max(0, ...there);
  const until = Array.from({ length: last }, (_, at) => at + 1);
  const expected = new Set([...until, ...numbersAtGateway]);
  return [...expected].filter((number) => !there.has(number));
}

/** What is wrong with the file explains what is wrong with its entries. */
const ofEntries = (code: FindingCode, numbers: readonly number[], broken: ReadonlySet<number>) =>
  numbers.filter((number) => !broken.has(number)).map((number): [FindingCode, number] => [code, number]);

function gathered(raw: readonly [FindingCode, number][]) {
  const all = new Map<string, { code: FindingCode; number: number; count: number }>();
  for (const [code, number] of raw) {
    const key = `${number} ${code}`;
    all.set(key, { code, number, count: (all.get(key)?.count ?? 0) + 1 });
  }
  return [...all.values()].sort((a, b) => a.number - b.number);
}
