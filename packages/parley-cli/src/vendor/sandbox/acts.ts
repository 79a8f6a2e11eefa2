// What the made-up person can be told to do, typed or sent to the sandbox.

import type { FakeOwner } from '@parley/vendor-sdk/testing';
import { WrongUse } from '../../command/wrong-use.ts';
import { keptFields } from './fields.ts';
import type { Manners } from './manners.ts';

export interface Stage {
  readonly owner: FakeOwner;
  /** How requests are answered from now on. */
  readonly manners: Manners;
  readonly now: () => Date;
}

interface Act {
  readonly usage: string;
  readonly does: string;
  /** Says what was done. */
  run(words: string[], stage: Stage): string;
}

const MINUTE_MS = 60_000;

/** By the first word of the line. */
export const ACTS: Readonly<Record<string, Act>> = {
  narrow: {
    usage: 'narrow FIELD...',
    does: 'leaves nothing but these, such as: narrow issues.title',
    run(words, { owner }) {
      if (words.length === 0) throw new WrongUse('narrow needs the fields that stay, such as issues.title.');
      owner.narrow(keptFields(words));
      return `nothing but ${words.join(', ')} is left`;
    },
  },
  pause: {
    usage: 'pause [MINUTES]',
    does: 'nothing is read until she resumes it, or the minutes are over',
    run([minutes], { owner, now }) {
      const until = minutes === undefined ? undefined : inMinutes(minutes, now());
      owner.pause(until === undefined ? {} : { until });
      return until === undefined ? 'paused' : `paused until ${until}`;
    },
  },
  resume: {
    usage: 'resume',
    does: 'and it is read again',
    run(_words, { owner }) {
      owner.resume();
      return 'resumed';
    },
  },
  withdraw: {
    usage: 'withdraw',
    does: 'ends the consent, for good',
    run(_words, { owner }) {
      owner.withdraw();
      return 'withdrawn';
    },
  },
  issue: {
    usage: 'issue TITLE',
    does: 'writes a new issue',
    run(words, { owner, now }) {
      const at = now().toISOString();
      const id = `item_${at.replace(/\D/g, '')}`;
      const title = sentence(words, 'issue needs a title.');
      owner.put('issues', { id, title, state: 'open', kind: 'question', createdAt: at, modifiedAt: at });
      return `${id} is there: ${title}`;
    },
  },
  message: {
    usage: 'message ISSUE TEXT',
    does: 'adds a message to an issue, such as: message item_1 Hello?',
    run([issue = '', ...words], { owner }) {
      owner.say(issue, sentence(words, 'message needs the id of an issue, and a text.'));
      return `the message stands in ${issue}`;
    },
  },
  answer: {
    usage: 'answer give|refuse|defer',
    does: 'how requests are answered from now on; one that waits at once',
    run([word = ''], { owner, manners }) {
      if (word !== 'give' && word !== 'refuse' && word !== 'defer')
        throw new WrongUse('answer takes one of: give, refuse, defer.');
      manners.decision = word;
      if (word === 'give') owner.giveWaiting(manners.kept);
      else if (word === 'refuse') owner.refuseWaiting();
      return `answers with ${word} from now on`;
    },
  },
};

/** @throws {WrongUse} where there is no such act, or it is not possible now */
export function runAct(line: string, stage: Stage): string {
  const [name = '', ...words] = line.trim().split(/\s+/);
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (act === undefined) throw new WrongUse(`There is no '${name}'. ${actsInWords()}`);
  try {
    return act.run(words, stage);
  } catch (fault) {
    // The fake owner throws in words what is not possible.
    throw fault instanceof Error ? new WrongUse(fault.message) : fault;
  }
}

export function actsInWords(): string {
  return `There is: ${Object.values(ACTS)
    .map(({ usage }) => usage)
    .join('; ')}.`;
}

function inMinutes(text: string, now: Date): string {
  const minutes = Number(text);
  if (!(Number.isSafeInteger(minutes) && minutes > 0)) throw new WrongUse('pause takes a number of minutes.');
  return new Date(now.getTime() + minutes * MINUTE_MS).toISOString();
}

function sentence(words: readonly string[], missing: string): string {
  if (words.length === 0) throw new WrongUse(missing);
  return words.join(' ');
}
