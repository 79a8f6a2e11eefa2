#!/usr/bin/env node
import { runCommand } from './command/run-command.ts';

const stopping = new AbortController();
// The first Ctrl-C ends what runs, a second one the process.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());

try {
  process.exitCode = await runCommand(process.argv.slice(2), {
    out: process.stdout,
    err: process.stderr,
    in: process.stdin,
    signal: stopping.signal,
  });
} catch (fault) {
  // Ours to mend: say so in a line, and keep the trace for whoever asks.
  const message = fault instanceof Error ? fault.message : 'unknown fault';
  process.stderr.write(`parley itself has failed: ${message}\nPlease report it, with what you typed.\n`);
  process.exitCode = 70;
}
