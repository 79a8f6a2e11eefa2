import type { DataItem } from '@parley/protocol';
import { Fold } from '../../../design/fold.tsx';
import { LinkList } from '../../../design/link-list.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';
import { issueAddress } from '../../issues/issue-address.ts';

/** What one has written to a company so far. */
export function WrittenIssues({ issues }: { readonly issues: readonly DataItem[] }) {
  const { companies } = useWords();
  const vocabulary = useVocabulary();
  if (issues.length === 0) return null;
  return (
    <Fold title={companies.shown(companies.known.written, String(issues.length))} isOpen={issues.length <= 5}>
      <LinkList
        items={issues.map(({ id, fields }) => ({
          key: id,
          to: issueAddress(id),
          name: <bdi>{plainWords(String(fields['title'] ?? ''))}</bdi>,
          aside: [fields['kind'], fields['state']].map((word) => vocabulary.value(String(word))).join(' · '),
        }))}
      />
    </Fold>
  );
}
