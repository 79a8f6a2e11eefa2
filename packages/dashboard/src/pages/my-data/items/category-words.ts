import type { DataCategory } from '@parley/protocol';
import type { Words } from '../../../words/en.ts';
import type { Vocabulary } from '../../../words/use-vocabulary.ts';

type CategoryWords = Words['myData']['items'][string];

/** What the pages of a category say; of one without words of its own, what holds for any. */
export function categoryWords(
  category: DataCategory,
  myData: Words['myData'],
  vocabulary: Vocabulary,
): CategoryWords {
  return myData.items[category.name] ?? { ...myData.anyItems, title: vocabulary.category(category.name) };
}
