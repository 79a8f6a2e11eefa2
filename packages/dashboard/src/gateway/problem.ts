import { isPodError } from '@parley/pod-client';
import { type ProblemCode, problemDetailsSchema } from '@parley/protocol';

/** Why the gateway did not do it. `offline`: it gave no answer. */
export type GatewayFault = ProblemCode | 'offline';

/** The gateway refused a call, or did not answer. */
export class GatewayProblem extends Error {
  override readonly name = 'GatewayProblem';
  readonly code: GatewayFault;
  /** By which who runs the gateway finds it in the log. */
  readonly reference: string | undefined;

  constructor(code: GatewayFault, options: { reference?: string | undefined; cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.reference = options.reference;
  }
}

/** The problem that an answer is. */
export async function problemIn(answer: Response): Promise<GatewayProblem> {
  const body = problemDetailsSchema.safeParse(await answer.json().catch(() => undefined));
  if (!body.success) return new GatewayProblem('internal_error');
  const reference = body.data.instance.replace(/^urn:uuid:/, '');
  return new GatewayProblem(body.data.code as ProblemCode, { reference });
}

/** Whether the sign-in is not accepted any more: only a new one helps. */
export function isSignedOut(fault: unknown): boolean {
  if (fault instanceof GatewayProblem)
    return fault.code === 'invalid_token' || fault.code === 'invalid_dpop_proof';
  return isPodError(fault) && fault.status === 401;
}

/** Whether trying again can help by itself. */
export function isPassing(fault: unknown): boolean {
  if (fault instanceof GatewayProblem)
    return (
      fault.code === 'offline' || fault.code === 'temporarily_unavailable' || fault.code === 'internal_error'
    );
  return isPodError(fault) && fault.code === 'unavailable';
}
