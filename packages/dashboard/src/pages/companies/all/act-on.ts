import { type ConsentAct, hasEnded, statusAfter } from '@parley/protocol';
import type { GatewayClient } from '../../../gateway/gateway-client.ts';
import { GatewayProblem, isSignedOut } from '../../../gateway/problem.ts';
import { type Company, isLive } from '../company.ts';

/** What can be done with a company as a whole, and so with many. */
export type Act = Extract<ConsentAct, 'pause' | 'resume' | 'withdraw'>;

/** What came of it. `pending`: it holds, and the pod is told later. `skipped`: it was not tried. */
export type Outcome =
  | { readonly company: Company; readonly result: 'done' | 'pending' | 'skipped' }
  | { readonly company: Company; readonly result: 'failed'; readonly fault: unknown };

/** Those of them with which it can be done. */
export const whoCan = (companies: readonly Company[], act: Act): readonly Company[] =>
  companies.filter((company) => concerned(company, act).length > 0);

/** What of it that would change. */
export const concerned = ({ consents }: Company, act: Act) =>
  consents.filter((consent) => isLive(consent) && statusAfter(consent.status, act) !== undefined);

/**
 * Does it with everything that this company was given.
 *
 * @throws {GatewayProblem}
 */
export async function actOn(
  company: Company,
  { act, gateway }: { readonly act: Act; readonly gateway: GatewayClient },
): Promise<'done' | 'pending'> {
  let isPending = false;
  for (const consent of concerned(company, act)) {
    const { pod } = await (act === 'withdraw'
      ? stop(consent.consentId, gateway)
      : act === 'pause'
        ? gateway.pause(consent.consentId)
        : gateway.resume(consent.consentId).then(() => ({ pod: 'done' as const })));
    isPending ||= pod === 'pending';
  }
  return isPending ? 'pending' : 'done';
}

/** What has ended meanwhile is stopped, whoever did it. */
const stop = (consentId: string, gateway: GatewayClient): Promise<{ pod: 'done' | 'pending' }> =>
  gateway.withdraw(consentId).catch(async (fault: unknown) => {
    if (!(fault instanceof GatewayProblem) || fault.code === 'offline' || isSignedOut(fault)) throw fault;
    const { status } = await gateway.consent(consentId);
    if (!hasEnded(status)) throw fault;
    return { pod: 'done' };
  });

/** A few at a time, so that many do not wait for one. */
const AT_ONCE = 4;

interface Way {
  readonly act: Act;
  readonly gateway: GatewayClient;
  /** Aborted: what has not begun is left as it is. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/**
 * Does it with one company after the other. What does not work for one does not keep it from the others.
 *
 * @throws {GatewayProblem} the sign-in has ended: then nothing of the rest can work
 */
export async function actOnAll(companies: readonly Company[], way: Way): Promise<readonly Outcome[]> {
  const outcomes = new Map<Company, Outcome>();
  const waiting = [...companies];
  const work = async (): Promise<void> => {
    for (let company = waiting.shift(); company !== undefined; company = waiting.shift()) {
      outcomes.set(company, way.signal.aborted ? { company, result: 'skipped' } : await tried(company, way));
      way.onProgress(outcomes.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return companies.flatMap((company) => outcomes.get(company) ?? []);
}

const tried = (company: Company, way: Way): Promise<Outcome> =>
  actOn(company, way).then(
    (result) => ({ company, result }),
    (fault: unknown) => {
      if (isSignedOut(fault)) throw fault;
      return { company, result: 'failed', fault };
    },
  );
