import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './field.module.css';

interface Named {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with what was written, in words. */
  readonly fault?: ReactNode;
}

type InputProps = Named & Omit<ComponentProps<'input'>, 'id' | 'className' | 'style'>;

/** A line to write in, with its label, a hint, and what is wrong. */
export function Field({ label, hint, fault, ...input }: InputProps) {
  return (
    <Labelled {...{ label, hint, fault }}>
      {(ids) => <input {...input} {...ids} className={styles['input']} />}
    </Labelled>
  );
}

type SelectProps = Named & Omit<ComponentProps<'select'>, 'id' | 'className' | 'style'>;

/** One of a few. */
export function SelectField({ label, hint, fault, children, ...select }: SelectProps) {
  return (
    <Labelled {...{ label, hint, fault }}>
      {(ids) => (
        <select {...select} {...ids} className={styles['input']}>
          {children}
        </select>
      )}
    </Labelled>
  );
}

type AreaProps = Named & Omit<ComponentProps<'textarea'>, 'id' | 'className' | 'style'>;

/** Room for more than a line. */
export function TextField({ label, hint, fault, ...area }: AreaProps) {
  return (
    <Labelled {...{ label, hint, fault }}>
      {(ids) => <textarea rows={4} {...area} {...ids} className={styles['input']} />}
    </Labelled>
  );
}

interface Ids {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

function Labelled({ label, hint, fault, children }: Named & { children: (ids: Ids) => ReactNode }) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': fault ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-fault`} className={styles['fault']} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
