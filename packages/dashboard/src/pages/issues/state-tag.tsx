import type { DataItem } from '@parley/protocol';
import { Tag, type Tone } from '../../design/tag.tsx';
import { capital } from '../../words/capital.ts';
import { useVocabulary } from '../../words/use-vocabulary.ts';
import { textOf } from './issue-category.ts';

const TONES: Readonly<Record<string, Tone>> = { open: 'accent', answered: 'good', closed: 'plain' };

/** Where an issue stands, in a word. */
export function StateTag({ issue }: { readonly issue: DataItem }) {
  const vocabulary = useVocabulary();
  const state = textOf(issue, 'state') ?? 'open';
  return <Tag tone={TONES[state] ?? 'warn'}>{capital(vocabulary.value(state))}</Tag>;
}
