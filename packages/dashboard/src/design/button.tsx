import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

/** `main`: one on a page. `danger`: takes something away. `quiet`: beside other things. */
export type Weight = 'main' | 'second' | 'danger' | 'quiet';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'style'> {
  readonly weight?: Weight;
  /** It is at work: it says so, and pressing it again does nothing. It keeps the focus. */
  readonly isBusy?: boolean;
}

export function Button({ weight = 'second', isBusy = false, onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles['button'], styles[weight])}
      aria-disabled={isBusy || undefined}
      onClick={(event) => (isBusy ? event.preventDefault() : onClick?.(event))}
    >
      {isBusy && <span className={styles['turning']} aria-hidden="true" />}
      {children}
    </button>
  );
}

interface LinkButtonProps {
  readonly to: string;
  readonly weight?: Weight;
  readonly children: ReactNode;
}

/** A place to go to, as large as a button. */
export function LinkButton({ to, weight = 'second', children }: LinkButtonProps) {
  return (
    <Link href={to} className={classNames(styles['button'], styles[weight])}>
      {children}
    </Link>
  );
}

interface SaveButtonProps {
  /** Of what this page has read itself. */
  readonly address: string;
  /** What the file is called. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Saves a file. */
export function SaveButton({ address, name, children }: SaveButtonProps) {
  return (
    <a className={classNames(styles['button'], styles['second'])} href={address} download={name}>
      {children}
    </a>
  );
}
