import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useConfiguration } from '../configuration.tsx';
import { classNames } from '../design/class-names.ts';
import mark from '../design/mark.svg';
import { useSession } from '../session/session.tsx';
import { SessionEnded } from '../session/session-ended.tsx';
import { useWords } from '../words/locale.tsx';
import { Bell } from './bell.tsx';
import { Navigation } from './navigation.tsx';
import styles from './shell.module.css';

/** What is around every page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { name } = useConfiguration();
  const { navigation } = useWords();
  const { signedIn } = useSession();
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#content">
        {navigation.skip}
      </a>
      <header className={styles['header']}>
        <Link href="/" className={styles['brand'] ?? ''}>
          <img src={mark} alt="" />
          {name}
        </Link>
        {signedIn !== undefined && <Bell />}
      </header>
      {signedIn !== undefined && <Navigation />}
      <main
        id="content"
        tabIndex={-1}
        className={classNames(styles['content'], signedIn === undefined && styles['alone'])}
      >
        {children}
      </main>
      <SessionEnded />
    </div>
  );
}
