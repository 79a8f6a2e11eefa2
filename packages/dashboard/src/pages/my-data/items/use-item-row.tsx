import type { ParsedVendors } from '@parley/pod-client';
import type { DataCategory, DataItem } from '@parley/protocol';
import type { ListedLink } from '../../../design/link-list.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { Tag } from '../../../design/tag.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import styles from './item-row.module.css';
import { presentationOf, titleOf } from './presentation.ts';
import { useAudienceWords } from './use-audience-words.ts';
import { useValueWords } from './use-value-words.ts';

const LONGEST_TITLE = 200;

/** The row of an item in a list: what it says, whom it is for, and from when or until when. */
export function useItemRow(
  category: DataCategory,
  known: ParsedVendors | undefined,
): (item: DataItem) => ListedLink {
  const { myData } = useWords();
  const audienceWords = useAudienceWords(known);
  const valueWords = useValueWords();
  const validity = useValidityWords();
  const { tag: tagged = '' } = presentationOf(category);
  return (item) => {
    const title = plainWords(titleOf(category, item));
    const tag = item.fields[tagged];
    return {
      key: item.id,
      to: `/my-data/${category.name}/${encodeURIComponent(item.id)}`,
      name: (
        <>
          <bdi>
            {title.length > LONGEST_TITLE
              ? `${title.slice(0, LONGEST_TITLE)}…`
              : title || myData.list.nothingSaid}
          </bdi>
          <span className={styles['aside']}>
            <bdi>{[audienceWords(item.audience), ...validity(item)].join(' · ')}</bdi>
          </span>
        </>
      ),
      tag: tag === undefined ? undefined : <Tag>{valueWords(tag, category.fields[tagged])}</Tag>,
    };
  };
}

/** Only where it does not hold now, or not for ever. */
function useValidityWords(): (item: DataItem) => readonly string[] {
  const { common, myData } = useWords();
  const formats = useFormats();
  return ({ fields }) => {
    const [from, until] = [fields['validFrom'], fields['validUntil']].map((at) => Date.parse(String(at)));
    const now = Date.now();
    const day = (at: number) => formats.day(new Date(at).toISOString());
    return [
      ...(from !== undefined && from > now ? [myData.list.notYet(day(from))] : []),
      ...(until === undefined || Number.isNaN(until)
        ? []
        : [until > now ? common.until(day(until)) : myData.list.over(day(until))]),
    ];
  };
}
