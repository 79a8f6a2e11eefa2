import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import type { MeasuredRows } from './measured-rows.ts';
import styles from './measures-card.module.css';
import { useElapsed } from './use-elapsed.ts';

/** What the plots show, in figures. */
export function TimesTable({ times }: Pick<MeasuredRows, 'times'>) {
  const { measures: words } = useWords().honoured;
  const formats = useFormats();
  const elapsed = useElapsed();
  const cell = (seconds: number | undefined) => (seconds === undefined ? '' : elapsed(seconds));
  const { columns } = words;
  return (
    <table className={styles['table']} aria-label={words.table}>
      <thead>
        <tr>
          {Object.values(columns).map((each) => (
            <th key={each} scope="col">
              {each}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {times.map(({ name, spread }) => (
          <tr key={name}>
            <th scope="row">{words[name]}</th>
            <td>{formats.number(spread.count)}</td>
            <td>{cell(spread.least)}</td>
            <td>{cell(spread.median)}</td>
            <td>{cell(spread.greatest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
