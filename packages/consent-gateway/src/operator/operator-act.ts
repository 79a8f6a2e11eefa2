// What operators do by commands, as it is kept: who, when, what, with which ids. Never a value, a name of a person who owns a pod, or a key.
import { z } from 'zod';
import { areEqual, keyedDigest } from '../secrets/digests.ts';

export const operatorActSchema = z.strictObject({
  id: z.string(),
  /** By the clock of the machine on which the command ran. */
  at: z.iso.datetime(),
  /** The name of the user at the operating system. */
  operator: z.string(),
  /** Such as `vendor hold`. */
  command: z.string(),
  /** Ids: of a vendor, a consent, a key. */
  about: z.array(z.string()),
  /** `begun` is kept before anything is changed. A `begun` without an end was killed. */
  outcome: z.enum(['begun', 'done', 'failed']),
});
export type OperatorAct = z.output<typeof operatorActSchema>;

/** Keyed with the gateway's secrets: whoever has the database alone can make none that fits. */
export interface ChainedAct extends OperatorAct {
  /** Consecutive, from 1. */
  readonly number: number;
  /** Over the act, its number and the mac of the one before. */
  readonly mac: string;
}

/** The last act there is: kept beside the acts, so that nobody can cut off their end. */
export interface ActsHead {
  readonly number: number;
  readonly mac: string;
  /** Over both. */
  readonly seal: string;
}

export const NO_ACT = { number: 0, mac: '' };

export function chainAct(
  act: OperatorAct,
  before: Pick<ChainedAct, 'number' | 'mac'>,
  key: Buffer,
): ChainedAct {
  const number = before.number + 1;
  return { ...act, number, mac: macOf({ ...act, number }, before.mac, key) };
}

export function headOf({ number, mac }: Pick<ChainedAct, 'number' | 'mac'>, key: Buffer): ActsHead {
  return { number, mac, seal: digest(key, 'head', String(number), mac) };
}

/** What is wrong with the chain, in words, in order; nothing where it is whole. `acts`: by number. */
export function faultsOf(
  { acts, head }: { readonly acts: readonly ChainedAct[]; readonly head: ActsHead | undefined },
  key: Buffer,
): string[] {
  const faults: string[] = [];
  let before: Pick<ChainedAct, 'number' | 'mac'> = NO_ACT;
  for (const act of acts) {
    const isNext = act.number === before.number + 1;
    if (!isNext) faults.push(missing(before.number + 1, act.number - 1));
    // Over a gap the mac of the one before is not known.
    if (isNext && !areEqual(act.mac, macOf(act, before.mac, key)))
      faults.push(`act ${act.number} was changed, or not written with these secrets`);
    before = act;
  }
  if (head === undefined) return acts.length === 0 ? faults : [...faults, 'the head is missing'];
  if (!areEqual(head.seal, headOf(head, key).seal))
    faults.push('the head was changed, or not written with these secrets');
  else if (head.number > before.number) faults.push(missing(before.number + 1, head.number));
  else if (head.number < before.number || !areEqual(head.mac, before.mac))
    faults.push('the head is not of the last act');
  return faults;
}

const missing = (first: number, last: number): string =>
  first === last ? `act ${first} is missing` : `acts ${first} to ${last} are missing`;

function macOf(act: Omit<ChainedAct, 'mac'>, before: string, key: Buffer): string {
  const { number, id, at, operator, command, about, outcome } = act;
  return digest(key, 'act', before, String(number), id, at, operator, command, outcome, ...about);
}

const digest = (key: Buffer, ...parts: string[]): string => keyedDigest(key, ...parts).toString('base64url');
