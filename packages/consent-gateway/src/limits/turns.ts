interface Line {
  underWay: number;
  readonly waiting: Set<() => void>;
}

/**
 * So many at once for each key; whoever comes then waits for its turn. A turn ends with the signal, which has to be aborted at last. Keeps
 * only keys that have something under way.
 *
 * @throws the signal's reason
 */
export function createTurns({
  perKey,
}: {
  readonly perKey: number;
}): (key: string, signal: AbortSignal) => Promise<void> {
  const lines = new Map<string, Line>();
  const leave = (key: string, line: Line): void => {
    const [next] = line.waiting;
    if (next !== undefined) {
      line.waiting.delete(next);
      next();
      return;
    }
    line.underWay -= 1;
    if (line.underWay === 0) lines.delete(key);
  };
  return async (key, signal) => {
    signal.throwIfAborted();
    const line = lines.get(key) ?? { underWay: 0, waiting: new Set() };
    lines.set(key, line);
    if (line.underWay < perKey) line.underWay += 1;
    else await turnIn(line, signal);
    if (signal.aborted) leave(key, line);
    signal.throwIfAborted();
    signal.addEventListener('abort', () => leave(key, line), { once: true });
  };
}

function turnIn({ waiting }: Line, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.add(resolve);
    const abort = () => waiting.delete(resolve) && reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
  });
}
