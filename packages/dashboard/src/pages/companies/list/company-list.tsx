import type { KnownCircle } from '@parley/pod-client';
import { useMemo } from 'react';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { Notice } from '../../../design/notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { VirtualList } from '../../../design/virtual-list.tsx';
import { useWords } from '../../../words/locale.tsx';
import { type Company, isUnread } from '../company.ts';
import { shownOf } from '../shown.ts';
import { useShown } from '../use-shown.ts';
import { AllActs } from './all-acts.tsx';
import { CompanyCard } from './company-card.tsx';
import { ListTools } from './list-tools.tsx';

const ROW_HEIGHT = 340;

interface Props {
  readonly companies: readonly Company[];
  readonly circles: readonly KnownCircle[];
  readonly isWhole: boolean;
}

/** The companies that one looks for, and what can be done with all of them. */
export function CompanyList({ companies, circles, isWhole }: Props) {
  const { companies: words } = useWords();
  const [shown, change] = useShown();
  const { words: looked, filter, circle, sort } = shown;
  const list = useMemo(
    () => shownOf(companies, { words: looked, filter, circle, sort }, new Date()),
    [companies, looked, filter, circle, sort],
  );
  const unread = useMemo(() => companies.filter((each) => isUnread(each, new Date())).length, [companies]);
  return (
    <>
      {unread > 0 && filter !== 'unread' && (
        <Notice action={<Button onClick={() => change({ filter: 'unread' })}>{words.advice.look}</Button>}>
          <p>{words.advice.some(unread)}</p>
        </Notice>
      )}
      {companies.length > 1 && <ListTools {...{ companies, circles, shown }} onChange={change} />}
      <AllActs companies={list} isWhole={isWhole} />
      {!isWhole && <Skeleton lines={2} words={words.loadingMore} />}
      {list.length === 0 && (
        <EmptyState
          title={words.noMatch}
          action={
            <Button onClick={() => change({ words: '', filter: 'all', circle: '' })}>
              {words.showEverything}
            </Button>
          }
        >
          {words.noMatchText}
        </EmptyState>
      )}
      <VirtualList items={list} keyOf={({ key }) => key} rowHeight={ROW_HEIGHT}>
        {(company) => <CompanyCard company={company} circles={circles} />}
      </VirtualList>
    </>
  );
}
