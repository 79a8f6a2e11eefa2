import type { Entry } from '../../gateway/entry.ts';
import type { Words } from '../../words/en.ts';
import type { Vocabulary } from '../../words/use-vocabulary.ts';

/** What happened, in a few words that follow the company's name. */
export function whatHappened(entry: Entry, { activity, categories }: Words, vocabulary: Vocabulary): string {
  const { kind, outcome, category } = entry;
  const data = category === undefined ? undefined : (categories[category] ?? vocabulary.category(category));
  if (kind === 'gap') return activity.gap;
  if (kind === 'act') return actWords(entry, activity);
  if (kind === 'reply' && outcome !== 'refused') return activity.reply;
  if (outcome === 'refused') return data === undefined ? activity.tried : activity.triedOf(data);
  return activity.read(data ?? '');
}

function actWords({ act = '', by }: Entry, activity: Words['activity']): string {
  const byItself = by === 'gateway' ? activity.actsByItself[act] : undefined;
  return byItself ?? activity.acts[act] ?? activity.act;
}

/** Why it was refused, as a sentence. */
export const whyRefused = (
  { reason = '' }: Entry,
  { reasons, reason: otherwise }: Words['activity'],
): string => reasons[reason] ?? otherwise;
