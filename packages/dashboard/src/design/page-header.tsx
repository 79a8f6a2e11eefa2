import { type ReactNode, useEffect, useRef } from 'react';
import styles from './page-header.module.css';

/** The first page that a browser opens keeps the focus where the browser puts it. */
let isFirst = true;

interface Props {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}

/** Begins each page: its only h1, which has the focus after a navigation, and the title of the window. */
export function PageHeader({ title, lead, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirst) heading.current?.focus();
    isFirst = false;
  }, []);
  useEffect(() => {
    document.title = `${title} · Parley`;
  }, [title]);
  return (
    <div className={styles['header']}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead !== undefined && <p>{lead}</p>}
      {children}
    </div>
  );
}
