import { problems } from '@parley/protocol';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { describeFault } from './describe-fault.ts';
import { problemOf } from './problem-of.ts';
import { requestIdOf } from './request-id.ts';
import { sendProblem } from './send-problem.ts';

/** The part of a logger that is needed here. */
export interface FaultLog {
  error(fields: object, message: string): void;
}

export interface ProblemHandlerOptions {
  readonly log: FaultLog;
}

/** The one place where a thrown fault becomes an answer: RFC 9457, constant words, nothing of the fault itself. */
export function problemHandler(options: ProblemHandlerOptions): ErrorRequestHandler {
  return (fault, _request, response, _next) => {
    // The caller has gone: there is nobody to tell, and its going away is no fault of ours.
    if (response.closed) return;
    const problem = problemOf(fault);
    const status = problems[problem.code][0];
    if (status >= 500) {
      const fields = { requestId: requestIdOf(response), code: problem.code, fault: describeFault(fault) };
      options.log.error(fields, 'a request failed');
    }
    // Half an answer is out already: cutting the connection is the only way to say that it is not whole.
    if (response.headersSent) response.destroy();
    else sendProblem(response, problem);
  };
}

/** For what no route takes. */
export function notFoundHandler(): RequestHandler {
  return (_request, response) => sendProblem(response, { code: 'not_found' });
}
