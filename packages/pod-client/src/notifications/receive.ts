import { type PodChange, readNotification } from './pod-change.ts';

/** As much of a web socket as is used here: the platform's own fits. */
export interface NotificationSocket {
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

interface ReceiveOptions {
  readonly socket: NotificationSocket;
  readonly url: string;
  readonly lifetimeMs: number;
  readonly signal: AbortSignal;
  readonly onOpen: () => void;
  readonly onChange: (change: PodChange) => void;
}

/** setTimeout takes no more. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Passes on what a socket reports until it closes, its life is over, or the signal ends it. Resolves to how it ended. */
export function receive(options: ReceiveOptions): Promise<'over' | 'lost'> {
  const { socket, url, lifetimeMs, signal, onOpen, onChange } = options;
  return new Promise((resolve) => {
    let ended = false;
    const end = (how: 'over' | 'lost'): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      socket.close();
      resolve(how);
    };
    const over = (): void => end('over');
    const lost = (): void => end('lost');
    const timer = setTimeout(over, Math.min(lifetimeMs, LONGEST_TIMER_MS));
    signal.addEventListener('abort', over, { once: true });
    socket.addEventListener('open', () => {
      if (!ended) onOpen();
    });
    socket.addEventListener('message', ({ data }) => {
      const change = ended ? undefined : readNotification(data, url);
      if (change !== undefined) onChange(change);
    });
    socket.addEventListener('error', lost);
    socket.addEventListener('close', lost);
    if (signal.aborted) over();
  });
}
