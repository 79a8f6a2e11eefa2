import { type ConsentView, firstDeletion } from '@parley/protocol';
import type { Words } from '../../../words/en.ts';
import type { Formats } from '../../../words/formats.ts';
import type { ConsentAct } from './consent-act.ts';

/** What was done, and what follows. */
export function actedWords(
  act: ConsentAct,
  after: ConsentView,
  { words, formats }: { readonly words: Words['company']; readonly formats: Formats },
): string {
  if (act.kind === 'pause') return words.pausing.done;
  if (act.kind === 'resume') return words.resuming.done;
  if (act.kind === 'extend' || act.kind === 'shorten') return words.ending.done(formats.day(after.until));
  if (act.kind === 'narrow')
    return after.deletion === undefined ? words.taking.done : `${words.taking.done} ${words.taking.due}`;
  const due = after.endedAt === undefined ? undefined : firstDeletion(after.details, new Date(after.endedAt));
  return due === undefined
    ? words.stopping.done
    : `${words.stopping.done} ${words.stopping.by(formats.day(due.toISOString()))}`;
}
