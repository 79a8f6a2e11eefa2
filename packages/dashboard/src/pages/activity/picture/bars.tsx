import type { CompanyBars } from './days.ts';
import styles from './picture.module.css';

const STEP = 10;
const WIDTH = 8;
const HEIGHT = 40;
/** One read beside a thousand is still seen. */
const LEAST = 2;

interface Props extends Pick<CompanyBars, 'bars'> {
  readonly days: number;
  readonly highest: number;
  /** The same in words. */
  readonly label: string;
}

/** A bar for each day: what was read, and on top of it what was refused, which is drawn hollow so that its colour is not needed. */
export function Bars({ bars, days, highest, label }: Props) {
  const height = (count: number) => (count === 0 ? 0 : Math.max(LEAST, (count / highest) * (HEIGHT - 4)));
  return (
    <svg
      className={styles['bars']}
      viewBox={`0 0 ${days * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <rect className={styles['ground']} x={0} y={HEIGHT - 1} width={days * STEP} height={1} />
      {bars.map(({ day, at, reads, refused }) => {
        const [read, notRead] = [height(reads), height(refused)];
        return (
          <g key={day}>
            <rect
              className={styles['read']}
              x={at * STEP + 1}
              y={HEIGHT - read}
              width={WIDTH}
              height={read}
            />
            <rect
              className={styles['notRead']}
              x={at * STEP + 1}
              y={HEIGHT - read - notRead}
              width={WIDTH}
              height={notRead}
            />
          </g>
        );
      })}
    </svg>
  );
}
