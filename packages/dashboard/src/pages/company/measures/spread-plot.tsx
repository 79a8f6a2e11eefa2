import styles from './measures-card.module.css';

const WIDTH = 200;
const HEIGHT = 12;
const ROOM = 6;

/** Of enough cases to say something. In seconds. */
export interface WholeSpread {
  readonly count: number;
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
}

interface Props {
  readonly spread: WholeSpread;
  /** Of all that is drawn: one scale for all. In seconds. */
  readonly longest: number;
  /** The same in words. */
  readonly label: string;
}

/** From the shortest time to the longest, and the middle one on it. The scale is logarithmic: a minute and a month are both seen. */
export function SpreadPlot({ spread, longest, label }: Props) {
  const scale = (seconds: number) =>
    ROOM + (Math.log1p(seconds) / Math.max(Math.log1p(longest), 1)) * (WIDTH - 2 * ROOM);
  const [from, to] = [scale(spread.least), scale(spread.greatest)];
  return (
    <svg className={styles['plot']} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line className={styles['ground']} x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <line className={styles['range']} x1={from} x2={to} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <circle className={styles['middle']} cx={scale(spread.median)} cy={HEIGHT / 2} r={4} />
    </svg>
  );
}
