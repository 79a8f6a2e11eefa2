import type { Request, RequestHandler, Response } from 'express';
import type { CallLimits, CallRefusal } from '../limits/call-limits.ts';

export interface LimitCallsOptions {
  readonly limits: Pick<CallLimits, 'begin' | 'end'>;
  readonly addressOf: (request: Request) => string;
  /** Answers in the form that this path answers in. */
  readonly refuse: (request: Request, response: Response, refusal: CallRefusal) => void;
}

/** Whoever keeps the process running asks this also while it is full. */
const ALWAYS = '/healthz';

/** Stands before everything that costs work. */
export function limitCalls({ limits, addressOf, refuse }: LimitCallsOptions): RequestHandler {
  return (request, response, next) => {
    if (request.path === ALWAYS) return next();
    const refusal = limits.begin(request, addressOf(request));
    if (refusal !== undefined) return refuse(request, response, refusal);
    response.once('close', () => limits.end(request));
    next();
  };
}
