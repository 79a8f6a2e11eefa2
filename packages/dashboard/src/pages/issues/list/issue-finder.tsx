import type { ParsedVendors, Pod } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { useId, useMemo } from 'react';
import { Button } from '../../../design/button.tsx';
import { ChoiceChip, ChoiceGroup } from '../../../design/choice-chip.tsx';
import { EmptyState } from '../../../design/empty-state.tsx';
import { Field, SelectField } from '../../../design/field.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { VirtualList } from '../../../design/virtual-list.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { nameIn } from '../../my-data/form/name-in.ts';
import { useKnownVendors } from '../../my-data/items/use-items.ts';
import { addresseesOf, countOpen, EVERYTHING, findIssues, type Sought, type States } from './find-issues.ts';
import styles from './issue-finder.module.css';
import { IssueRow } from './issue-row.tsx';
import { useSought } from './use-sought.ts';

const ROW_HEIGHT = 88;
/** As many are found by looking. */
const MOST_IN_SIGHT = 7;
const STATES: readonly States[] = ['open', 'closed', 'all'];

interface Props {
  readonly pod: Pod;
  readonly issues: readonly DataItem[];
}

/** The list of issues, and what narrows it. */
export function IssueFinder({ pod, issues }: Props) {
  const { issues: words } = useWords();
  const formats = useFormats();
  const known = useKnownVendors(pod).data;
  const [sought, seek] = useSought();
  const found = useMemo(() => findIssues(issues, sought), [issues, sought]);
  return (
    <>
      <div className={styles['finder']}>
        <Which issues={issues} sought={sought} onSeek={seek} />
        {issues.length > MOST_IN_SIGHT && (
          <div className={styles['fields']}>
            <Field
              type="search"
              label={words.find}
              value={sought.text}
              placeholder={words.findHint}
              maxLength={200}
              onChange={({ target }) => seek({ text: target.value })}
            />
            <ForWhom issues={issues} known={known} sought={sought} onSeek={seek} />
          </div>
        )}
      </div>
      <p className={styles['found']} role="status">
        {words.found(found.length, formats.number(found.length))}
      </p>
      {found.length === 0 ? (
        <EmptyState
          title={words.noneFits}
          action={<Button onClick={() => seek(EVERYTHING)}>{words.showAll}</Button>}
        >
          {words.noneFitsText}
        </EmptyState>
      ) : (
        <VirtualList items={found} keyOf={({ id }) => id} rowHeight={ROW_HEIGHT}>
          {(issue) => <IssueRow issue={issue} known={known} />}
        </VirtualList>
      )}
    </>
  );
}

interface Narrowing {
  readonly issues: readonly DataItem[];
  readonly sought: Sought;
  readonly onSeek: (part: Partial<Sought>) => void;
}

function Which({ issues, sought, onSeek }: Narrowing) {
  const { issues: words } = useWords();
  const formats = useFormats();
  const name = useId();
  const open = countOpen(issues);
  const counts = { open, closed: issues.length - open, all: issues.length };
  return (
    <ChoiceGroup label={words.states}>
      {STATES.map((states) => (
        <ChoiceChip
          key={states}
          oneOf={name}
          isOn={sought.states === states}
          onChange={() => onSeek({ states })}
        >
          {words[states](formats.number(counts[states]))}
        </ChoiceChip>
      ))}
    </ChoiceGroup>
  );
}

function ForWhom({
  issues,
  sought,
  onSeek,
  known,
}: Narrowing & { readonly known: ParsedVendors | undefined }) {
  const { issues: words, myData } = useWords();
  const ids = useMemo(() => addresseesOf(issues), [issues]);
  const named = ids.filter((id) => id !== 'everyone' && id !== 'nobody');
  return (
    <SelectField
      label={words.addressee}
      value={sought.addressee}
      onChange={({ target }) => onSeek({ addressee: target.value })}
    >
      <option value="">{words.anyAddressee}</option>
      {ids.includes('everyone') && <option value="everyone">{myData.audience.everyone}</option>}
      {ids.includes('nobody') && <option value="nobody">{myData.audience.me}</option>}
      {named.map((id) => (
        <option key={id} value={id}>
          {plainWords(nameIn(known, id) ?? myData.audience.unknown)}
        </option>
      ))}
    </SelectField>
  );
}
