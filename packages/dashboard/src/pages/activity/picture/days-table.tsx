import type { Activity } from '@parley/protocol';
import { useMemo, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useCompanyNames } from '../use-company-names.ts';
import { tableOf } from './days.ts';
import styles from './picture.module.css';

const MORE = 50;

/** What the picture shows, in figures. */
export function DaysTable({ activity }: { readonly activity: Activity }) {
  const { picture } = useWords().activity;
  const formats = useFormats();
  const nameOf = useCompanyNames();
  const rows = useMemo(() => tableOf(activity), [activity]);
  const [shown, setShown] = useState(MORE);
  const { columns } = picture;
  return (
    <>
      <table className={styles['table']} aria-label={picture.title}>
        <thead>
          <tr>
            <th scope="col">{columns.day}</th>
            <th scope="col">{columns.company}</th>
            <th scope="col">{columns.reads}</th>
            <th scope="col">{columns.refused}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map(({ day, vendorId, reads, refused }) => (
            <tr key={`${day} ${vendorId}`}>
              <td>{formats.date(day)}</td>
              <td>
                <bdi>{nameOf(vendorId)}</bdi>
              </td>
              <td>{formats.number(reads)}</td>
              <td>{formats.number(refused)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <div>
          <Button weight="quiet" onClick={() => setShown(shown + MORE)}>
            {picture.moreRows}
          </Button>
        </div>
      )}
    </>
  );
}
