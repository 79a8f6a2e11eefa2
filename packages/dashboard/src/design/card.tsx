import type { ReactNode } from 'react';
import styles from './card.module.css';

/** Things that belong together, on paper. With a title it is a region that a screen reader can go to. */
export function Card({ title, children }: { readonly title?: ReactNode; readonly children: ReactNode }) {
  if (title === undefined) return <div className={styles['card']}>{children}</div>;
  return (
    <section className={styles['card']}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
