import {
  type ApprovedItem,
  type CategoryField,
  categories,
  coveredFields,
  type DataAccess,
} from '@parley/protocol';
import { FactList } from '../../../design/fact-list.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { onlyFields } from '../choice/seen-of.ts';
import { ShownValue } from './shown-value.tsx';
import { type PreviewSource, usePreviewItem } from './use-preview.ts';

interface Props {
  readonly source: PreviewSource;
  readonly item: ApprovedItem;
  readonly category: string;
  readonly approved: DataAccess | undefined;
}

/** One item with its values; what only its own document has is asked for where it is chosen. */
export function PreviewItem({ source, item, category, approved }: Props) {
  const { request: words } = useWords();
  const vocabulary = useVocabulary();
  const declared: Readonly<Record<string, CategoryField>> = categories.get(category)?.fields ?? {};
  const fields = approved === undefined ? [] : coveredFields(approved, category);
  const isMore = fields.some((name) => declared[name]?.place === 'item');
  const whole = usePreviewItem({
    source,
    category,
    purpose: isMore ? approved?.purpose : undefined,
    item: item.id,
  });
  const shown = { ...item, ...(isMore && whole.data ? onlyFields(whole.data, new Set(fields)) : {}) };
  const named = Object.entries(shown).filter(([name]) => name !== 'id');
  return (
    <>
      {named.length === 0 && !(isMore && whole.isPending) && <Soft>{words.preview.empty}</Soft>}
      <FactList
        facts={named.map(([name, value]) => ({
          name: vocabulary.field(category, name),
          value: <ShownValue value={value} field={declared[name]} />,
        }))}
      />
      {isMore && whole.isPending && <Skeleton lines={1} />}
      {isMore && whole.error !== null && <ProblemNotice fault={whole.error} onRetry={whole.refetch} />}
    </>
  );
}
