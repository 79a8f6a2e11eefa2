import type { NoticeView } from '@parley/protocol';
import { ListedLinkRow } from '../../design/link-list.tsx';
import { Tag } from '../../design/tag.tsx';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { noticePath, noticeWords } from './notice-link.ts';

/** One notice, with the way to what it is about. */
export function NoticeRow({ notice, isNew }: { readonly notice: NoticeView; readonly isNew: boolean }) {
  const words = useWords();
  const formats = useFormats();
  return (
    <ListedLinkRow
      item={{
        key: notice.noticeId,
        to: noticePath(notice),
        name: noticeWords(notice, words),
        aside: formats.dayAndTime(notice.at),
        tag: isNew && <Tag tone="accent">{words.notices.isNew}</Tag>,
      }}
    />
  );
}
