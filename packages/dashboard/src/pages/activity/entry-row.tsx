import { ListedLinkRow } from '../../design/link-list.tsx';
import { Tag } from '../../design/tag.tsx';
import type { Entry } from '../../gateway/entry.ts';
import type { Words } from '../../words/en.ts';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';

/** One line of what has happened. */
export function EntryRow({ entry, company }: { readonly entry: Entry; readonly company: string }) {
  const words = useWords();
  const formats = useFormats();
  return (
    <ListedLinkRow
      item={{
        key: entry.id,
        name: (
          <>
            <bdi>{company}</bdi>: {whatHappened(entry, words)}
          </>
        ),
        aside: formats.dayAndTime(entry.at),
        tag: entry.outcome === 'refused' && <Tag tone="warn">{words.activity.refused}</Tag>,
      }}
    />
  );
}

function whatHappened(entry: Entry, { activity, categories }: Words): string {
  if (entry.kind === 'gap') return activity.gap;
  if (entry.kind === 'reply') return activity.reply;
  if (entry.kind === 'act') return activity.acts[entry.act ?? ''] ?? activity.act;
  return activity.read(categories[entry.category ?? ''] ?? entry.category ?? '');
}
