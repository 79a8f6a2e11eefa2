// From the start to Ctrl-C. In: signals of the terminal and of the system. Out: one AbortSignal, and what to do at last.

export interface Lifetime {
  /** Aborted by the first Ctrl-C, SIGTERM or hang-up. */
  readonly signal: AbortSignal;
  /** Resolves with the signal's abort. */
  readonly over: Promise<void>;
}

/** Why everything ends: nobody's fault. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** One key press may come twice, from the terminal and from npm. */
const SAME_PRESS_MS = 250;
const HARD_EXIT_CODE = 130;

/** The second signal ends the process at once: what started children must end them as the process exits. */
export function watchSignals(): Lifetime {
  const ending = new AbortController();
  let firstAt = 0;
  const onSignal = (): void => {
    if (!ending.signal.aborted) {
      firstAt = Date.now();
      ending.abort(new Stopped());
    } else if (Date.now() - firstAt > SAME_PRESS_MS) process.exit(HARD_EXIT_CODE);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  const over = new Promise<void>((resolve) =>
    ending.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  return { signal: ending.signal, over };
}
