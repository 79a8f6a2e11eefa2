// What the shop knows of a visitor: where the question stands, and which consent it has. Never a preference.

import type { AccessRequestHandle, PendingRequestHandle } from '@parley/vendor-sdk';
import type { Request, Response } from 'express';

/** A question by an invitation, which is answered without this browser. */
export interface Waiting {
  readonly handle: PendingRequestHandle;
  /** Not looked before (RFC 3339). */
  readonly nextPollAt: string;
}

export interface KnownConsent {
  readonly id: string;
  readonly gateway: string;
  /** The version that the visitor was shown last. */
  readonly version: number;
}

/** The shop's own count of its looks at one consent. */
export interface Looks {
  /** In UTC, as the gateway counts. */
  readonly day: string;
  readonly count: number;
  readonly lastAt: string;
}

declare module 'express-session' {
  interface SessionData {
    /** From the redirect to the gateway until the browser is back. */
    asked?: AccessRequestHandle | undefined;
    waiting?: Waiting | undefined;
    consent?: KnownConsent | undefined;
    looks?: Looks | undefined;
  }
}

/** Written before the browser goes on, which may be quicker than the disk. */
export function saveVisit(request: Request): Promise<void> {
  return settled((done) => request.session.save(done));
}

/** A new id with each consent: nobody can plant a visit beforehand, and take part in it later. */
export async function beginVisit(request: Request, consent: KnownConsent): Promise<void> {
  await settled((done) => request.session.regenerate(done));
  request.session.consent = consent;
  await saveVisit(request);
}

const settled = (act: (done: (fault: unknown) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    act((fault) => (fault ? reject(fault) : resolve()));
  });

/** Aborted when the browser leaves before it has its answer. */
export function untilLeft(response: Response): AbortSignal {
  const left = new AbortController();
  response.once('close', () => left.abort());
  return left.signal;
}
