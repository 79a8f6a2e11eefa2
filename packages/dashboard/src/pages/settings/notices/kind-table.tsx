import { noticeKinds } from '@parley/protocol';
import { useWords } from '../../../words/locale.tsx';
import { type Choices, toggled } from './choices.ts';
import styles from './kind-table.module.css';

interface Props {
  readonly choices: Choices;
  readonly hasMail: boolean;
  readonly onChoose: (parts: Partial<Choices>) => void;
}

/** Each kind of notice with a box for each way. */
export function KindTable({ choices, hasMail, onChoose }: Props) {
  const { settings: words } = useWords().notices;
  const ways = [['pushFor', words.push], ...(hasMail ? ([['mailFor', words.mail]] as const) : [])] as const;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{words.kind}</th>
          {ways.map(([way, name]) => (
            <th key={way} scope="col" className={styles['way']}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {noticeKinds.map((kind) => (
          <tr key={kind}>
            <th scope="row">{words.kinds[kind]}</th>
            {ways.map(([way, name]) => (
              <td key={way} className={styles['way']}>
                <label className={styles['cell']}>
                  <input
                    type="checkbox"
                    className={styles['box']}
                    aria-label={words.by(words.kinds[kind], name)}
                    checked={choices[way].includes(kind)}
                    onChange={() => onChoose({ [way]: toggled(choices[way], kind) })}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
