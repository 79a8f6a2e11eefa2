import { useEffect, useRef } from 'react';
import { EmptyState } from '../../../design/empty-state.tsx';
import { FactList } from '../../../design/fact-list.tsx';
import { Fold } from '../../../design/fold.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import type { CheckReport } from './check-records.ts';
import { Findings } from './findings-list.tsx';
import { Gaps } from './gaps.tsx';
import styles from './report.module.css';

/** What the check has found; it comes into view by itself. */
export function Report({ report }: { readonly report: CheckReport }) {
  const { check } = useWords().activity;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { files, findings, waiting, onlyInPod, verdict } = report;
  const isEmpty = files === 0 && findings.length === 0;
  return (
    <div ref={place} className={styles['report']}>
      {isEmpty && <EmptyState title={check.nothing}>{check.nothingText}</EmptyState>}
      {!isEmpty && findings.length === 0 && <Sound report={report} />}
      {findings.length > 0 && <Findings findings={findings} />}
      {waiting > 0 && <p>{check.waiting(waiting)}</p>}
      {onlyInPod > 0 && <p>{check.onlyInPod(onlyInPod)}</p>}
      {verdict.gaps.length > 0 && <Gaps verdict={verdict} />}
      {!isEmpty && <Exactly report={report} />}
    </div>
  );
}

function Sound({ report: { verdict, files } }: { readonly report: CheckReport }) {
  const { check } = useWords().activity;
  const { number } = useFormats();
  return (
    <Notice tone="good">
      <div className={styles['inside']}>
        <h2>{check.sound}</h2>
        <p>{check.soundText(number(verdict.entries.length), number(files))}</p>
      </div>
    </Notice>
  );
}

/** What an expert compares. */
function Exactly({ report: { verdict, keyIds } }: { readonly report: CheckReport }) {
  const { check } = useWords().activity;
  const { number } = useFormats();
  const { block, consents } = verdict.heads;
  return (
    <Fold title={check.details}>
      <FactList
        facts={[
          { name: check.agreements, value: number(consents.size) },
          block && { name: check.lastFile, value: number(block.number) },
          block && { name: check.lastHash, value: <code>{block.hash}</code> },
          { name: check.keys, value: <code>{keyIds.join(', ')}</code> },
        ]}
      />
      <p>
        {check.tools} <code>parley ledger verify</code>.
      </p>
    </Fold>
  );
}
