import { judging } from './judge.ts';
import type { Outcome } from './outcome.ts';
import type { Command } from './session.ts';

/**
 * Each command by its name, loaded when it is wanted: who checks a receipt does not wait for the vendor SDK, and needs nothing that
 * reaches for a network.
 */
export const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  looking('receipt verify', async () => (await import('./receipt-verify.ts')).receiptVerify),
  looking('ledger verify', async () => (await import('./ledger-verify.ts')).ledgerVerify),
  looking('consent show', async () => (await import('./consent-show.ts')).consentShow),
  ['init', async () => (await import('../vendor/init/init.ts')).init],
  ['sandbox', async () => (await import('../vendor/sandbox/sandbox.ts')).sandbox],
  ['listen', async () => (await import('../vendor/events/listen.ts')).listen],
  ['trigger', async () => (await import('../vendor/events/trigger.ts')).trigger],
  ['replay', async () => (await import('../vendor/events/replay.ts')).replay],
  ['doctor', async () => (await import('../vendor/doctor/doctor.ts')).doctor],
]);

function looking(name: string, load: () => Promise<(words: string[]) => Promise<Outcome>>) {
  return [name, async () => judging(name, await load())] as const;
}
