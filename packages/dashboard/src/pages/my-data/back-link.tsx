import { Link } from 'wouter';
import { useWords } from '../../words/locale.tsx';
import styles from './back-link.module.css';

/** From a page among the own data back to what it belongs to. */
export function BackLink({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <Link href={to} className={styles['back'] ?? ''}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M10 3 5 8l5 5" />
      </svg>
      {children}
    </Link>
  );
}

export function BackToMyData() {
  const { myData } = useWords();
  return <BackLink to="/my-data">{myData.title}</BackLink>;
}
