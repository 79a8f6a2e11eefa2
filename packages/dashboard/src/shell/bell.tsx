import { Link, useLocation } from 'wouter';
import { useUnseen } from '../gateway/notice-queries.ts';
import { useWords } from '../words/locale.tsx';
import styles from './bell.module.css';

const MOST = 99;

/** The way to the notices, with how many are new. */
export function Bell() {
  const { notices } = useWords();
  const [location] = useLocation();
  const unseen = useUnseen();
  return (
    <Link
      href="/notices"
      className={styles['bell'] ?? ''}
      aria-label={notices.bell(unseen)}
      aria-current={location === '/notices' ? 'page' : undefined}
    >
      <svg className={styles['icon']} viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21.500h4" />
      </svg>
      {unseen > 0 && <span className={styles['count']}>{unseen > MOST ? `${MOST}+` : unseen}</span>}
    </Link>
  );
}
