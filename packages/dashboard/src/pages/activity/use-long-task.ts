import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';

/** What a long piece of work gets. */
export interface LongTask<Progress> {
  readonly signal: AbortSignal;
  onProgress(progress: Progress): void;
}

/** Does what takes a while: says how far it is, and can be stopped. Leaving the page stops it too. */
export function useLongTask<Asked, Result, Progress>(
  work: (asked: Asked, task: LongTask<Progress>) => Promise<Result>,
  options: { readonly onDone?: (result: Result) => void } = {},
) {
  const running = useRef<AbortController>(undefined);
  const [progress, setProgress] = useState<Progress>();
  const { mutate, reset, data, error, isPending, variables } = useMutation({
    mutationFn(asked: Asked) {
      const own = new AbortController();
      running.current = own;
      return work(asked, {
        signal: own.signal,
        onProgress: (made) => !own.signal.aborted && setProgress(made),
      });
    },
    onSuccess: (result) => !running.current?.signal.aborted && options.onDone?.(result),
  });
  const stop = useCallback(() => {
    running.current?.abort();
    setProgress(undefined);
    reset();
  }, [reset]);
  useEffect(() => () => running.current?.abort(), []);
  const start = (asked: Asked) => {
    stop();
    mutate(asked);
  };
  return { start, stop, progress, data, error, isRunning: isPending, asked: variables };
}
