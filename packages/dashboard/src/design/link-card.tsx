import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './link-card.module.css';

interface Props {
  readonly to: string;
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** How much there is, or in which state. */
  readonly aside?: ReactNode;
}

/** A place to go to, with what is there. All of it can be pressed; the title is the link. */
export function LinkCard({ to, title, children, aside }: Props) {
  return (
    <div className={styles['card']}>
      <h2>
        <Link href={to} className={styles['link'] ?? ''}>
          {title}
        </Link>
      </h2>
      <p className={styles['text']}>{children}</p>
      <div className={styles['aside']}>{aside}</div>
    </div>
  );
}

/** One beside the other where there is room. */
export const LinkCards = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles['cards']}>{children}</div>
);
