import type { Response } from 'express';

/** To decide, then to the last byte: a slow receiver is cut off. */
const DECIDE_WITHIN_MS = 20_000;
const ANSWER_WITHIN_MS = 30_000;

/** One signal and two timers, cleared with the answer: a busy gateway must not hold them for seconds. */
export function limitsOf(response: Response, answerWithinMs = ANSWER_WITHIN_MS): AbortSignal {
  const stopping = new AbortController();
  const decide = setTimeout(() => {
    // What is on its way has been decided.
    if (!response.headersSent) stopping.abort(new DOMException('', 'TimeoutError'));
  }, DECIDE_WITHIN_MS);
  const cutOff = setTimeout(() => response.destroy(), answerWithinMs);
  response.once('close', () => {
    clearTimeout(decide);
    clearTimeout(cutOff);
    // Who was answered waits for nothing any more: an abort would only cost.
    if (!response.writableFinished) stopping.abort();
  });
  return stopping.signal;
}
