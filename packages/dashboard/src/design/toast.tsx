import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { useWords } from '../words/locale.tsx';
import styles from './toast.module.css';

interface Said {
  readonly text: string;
  /** Takes it back. */
  readonly undo?: () => void;
}

const SHOWN_MS = 8_000;
const ToastContext = createContext<(said: Said) => void>(() => undefined);

/** Says that something was done, with a way to take it back: `const say = useToast(); say({ text, undo })`. */
export const useToast = (): ((said: Said) => void) => useContext(ToastContext);

/** One at a time, the newest. It goes by itself, not while it has the pointer or the focus. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const { common } = useWords();
  const [said, setSaid] = useState<Said>();
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stay = useCallback(() => clearTimeout(leaving.current), []);
  const leave = useCallback(() => {
    stay();
    leaving.current = setTimeout(() => setSaid(undefined), SHOWN_MS);
  }, [stay]);
  useEffect(() => {
    if (said !== undefined) leave();
    return stay;
  }, [said, leave, stay]);
  return (
    <ToastContext value={setSaid}>
      {children}
      <div className={styles['place']} role="status" aria-live="polite">
        {said !== undefined && (
          // biome-ignore lint/a11y/noStaticElementInteractions: it only stays while somebody looks at it.
          <div
            className={styles['toast']}
            onPointerEnter={stay}
            onPointerLeave={leave}
            onFocus={stay}
            onBlur={leave}
          >
            <span>{said.text}</span>
            {said.undo !== undefined && (
              <button
                type="button"
                onClick={() => {
                  said.undo?.();
                  setSaid(undefined);
                }}
              >
                {common.undo}
              </button>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  );
}
