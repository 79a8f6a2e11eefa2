import { TheirWords } from '../../../design/their-words.tsx';
import { useWords } from '../../../words/locale.tsx';
import styles from './difference-table.module.css';

/** What stands in the pod now, and what it would be with the own changes, as a person reads it. */
export interface Difference {
  readonly name: string;
  readonly theirs: string;
  readonly yours: string;
}

export function DifferenceTable({ differences }: { readonly differences: readonly Difference[] }) {
  const { myData } = useWords();
  const words = myData.conflict;
  if (differences.length === 0) return null;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <td />
          <th scope="col">{words.theirs}</th>
          <th scope="col">{words.yours}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ name, theirs, yours }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <TheirWords>{theirs}</TheirWords>
            </td>
            <td>
              <TheirWords>{yours}</TheirWords>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
