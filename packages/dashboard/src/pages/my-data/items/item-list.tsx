import type { Pod } from '@parley/pod-client';
import type { DataCategory, DataItem } from '@parley/protocol';
import { useDeferredValue, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { Field } from '../../../design/field.tsx';
import { LinkList } from '../../../design/link-list.tsx';
import { Soft, Stack } from '../../../design/stack.tsx';
import { capital } from '../../../words/capital.ts';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { groupItems, searchItems } from './group-items.ts';
import { presentationOf } from './presentation.ts';
import { useItemRow } from './use-item-row.tsx';
import { useKnownVendors } from './use-items.ts';

const SHOWN_AT_ONCE = 100;
/** A shorter list is seen at a glance. */
const SEARCHED_FROM = 9;

interface Props {
  readonly pod: Pod;
  readonly category: DataCategory;
  readonly items: readonly DataItem[];
}

/** The items by what they are about, with a search where they are many. */
export function ItemList({ pod, category, items }: Props) {
  const { myData } = useWords();
  const formats = useFormats();
  const [words, setWords] = useState('');
  const [most, setMost] = useState(SHOWN_AT_ONCE);
  const searched = useDeferredValue(words);
  const found = searchItems(items, searched);
  const left = found.length - most;
  return (
    <Stack>
      {items.length >= SEARCHED_FROM && (
        <>
          <Field
            label={myData.list.search}
            type="search"
            value={words}
            onChange={({ target }) => setWords(target.value)}
            maxLength={200}
          />
          <div role="status">
            {searched.trim() !== '' && (
              <Soft>{found.length === 0 ? myData.list.nothingFound : myData.list.found(found.length)}</Soft>
            )}
          </div>
        </>
      )}
      <Groups pod={pod} category={category} items={found} most={most} />
      {left > 0 && (
        <div>
          <Button onClick={() => setMost(most + SHOWN_AT_ONCE)}>
            {myData.list.more(Math.min(left, SHOWN_AT_ONCE))} ({formats.number(left)})
          </Button>
        </div>
      )}
    </Stack>
  );
}

function Groups({ pod, category, items, most }: Props & { readonly most: number }) {
  const { myData } = useWords();
  const vocabulary = useVocabulary();
  const row = useItemRow(category, useKnownVendors(pod).data);
  const { groupBy = '' } = presentationOf(category);
  const isToken = category.fields[groupBy]?.kind === 'token';
  return groupItems(category, { items, most }).map(({ of, items: inGroup }) => {
    const title = of === undefined ? undefined : capital(isToken ? vocabulary.value(of) : of);
    return (
      <Card
        key={of ?? ''}
        {...(title === undefined ? {} : { title: <bdi>{title || myData.list.nothingSaid}</bdi> })}
      >
        <LinkList items={inGroup.map(row)} />
      </Card>
    );
  });
}
