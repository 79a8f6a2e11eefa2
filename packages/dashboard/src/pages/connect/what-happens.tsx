import { useConfiguration } from '../../configuration.tsx';
import { useWords } from '../../words/locale.tsx';
import styles from './what-happens.module.css';

/** Before anything is done: what is made, and what it allows. */
export function WhatHappens({ container }: { readonly container: string }) {
  const { connect } = useWords();
  const { name } = useConfiguration();
  return (
    <>
      <h2>{connect.whatIsMade}</h2>
      <ul className={styles['list']}>
        <li>{connect.made(container)}</li>
        <li>{connect.entry}</li>
        <li>{connect.settings}</li>
      </ul>
      <h2>{connect.whatItMay(name)}</h2>
      <ul className={styles['list']}>
        <li>{connect.mayRead}</li>
        <li>{connect.mayAdd}</li>
        <li>{connect.mayNot}</li>
      </ul>
    </>
  );
}
