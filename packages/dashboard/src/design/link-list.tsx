import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './link-list.module.css';

export interface ListedLink {
  readonly key: string;
  /** Absent: there is nothing behind it. */
  readonly to?: string;
  readonly name: ReactNode;
  readonly aside?: ReactNode;
  readonly tag?: ReactNode;
}

/** A short list of things to open. For long ones there is `VirtualList`. */
export function LinkList({ items }: { readonly items: readonly ListedLink[] }) {
  return (
    <ul className={styles['list']}>
      {items.map((item) => (
        <li key={item.key} className={styles['item']}>
          <ListedLinkRow item={item} />
        </li>
      ))}
    </ul>
  );
}

/** One row of it. */
export function ListedLinkRow({ item: { to, name, aside, tag } }: { readonly item: ListedLink }) {
  const inside = (
    <>
      <span className={styles['name']}>{name}</span>
      {aside !== undefined && <span className={styles['aside']}>{aside}</span>}
      {tag}
    </>
  );
  if (to === undefined) return <div className={styles['link']}>{inside}</div>;
  return (
    <Link href={to} className={styles['link'] ?? ''}>
      {inside}
    </Link>
  );
}
