import { LinkButton } from '../../design/button.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { Row, Stack } from '../../design/stack.tsx';
import { useWords } from '../../words/locale.tsx';
import { FilterBar } from './filter/filter-bar.tsx';
import { useFilter } from './filter/use-filter.ts';
import { History } from './history/history.tsx';
import { Picture } from './picture/picture.tsx';
import { SaveCopy } from './save/save-copy.tsx';

/** Who read what, when and what for. */
export function ActivityPage() {
  const { activity } = useWords();
  const [filter, setFilter] = useFilter();
  return (
    <>
      <PageHeader title={activity.title} lead={activity.lead}>
        <Row>
          <LinkButton to="/activity/check">{activity.check.open}</LinkButton>
          <SaveCopy />
        </Row>
      </PageHeader>
      <Stack>
        <FilterBar filter={filter} onChange={setFilter} />
        <Picture filter={filter} />
        <History filter={filter} onChange={setFilter} />
      </Stack>
    </>
  );
}
