import type { NoticeView } from '@parley/protocol';
import { Link } from 'wouter';
import { Card } from '../../design/card.tsx';
import { LinkList } from '../../design/link-list.tsx';
import { useNotices } from '../../gateway/notice-queries.ts';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';
import { noticePath, noticeWords } from '../notices/notice-link.ts';

const SHOWN = 5;
/** What is on this page anyway. */
const ELSEWHERE: ReadonlySet<NoticeView['kind']> = new Set(['request', 'ending', 'review']);

/** Notices that were not seen yet. Where there are none, or they cannot be read, it is not there: the page of notices says why. */
export function News() {
  const words = useWords();
  const formats = useFormats();
  const { data } = useNotices();
  const unseen = (data ?? []).filter(({ kind, seen }) => !seen && !ELSEWHERE.has(kind));
  if (unseen.length === 0) return null;
  return (
    <Card title={words.start.news}>
      <LinkList
        items={unseen.slice(0, SHOWN).map((notice) => ({
          key: notice.noticeId,
          to: noticePath(notice),
          name: noticeWords(notice, words),
          aside: formats.dayAndTime(notice.at),
        }))}
      />
      <Link href="/notices">{words.start.allNotices}</Link>
    </Card>
  );
}
