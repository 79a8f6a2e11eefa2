// Who is at the browser. In: a signed cookie that holds an id. Out: what Acme knows of this visitor. The secrets of a
// pending request stay on this side.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import type { AccessRequestHandle } from '@parley/vendor-sdk';
import type { Request, Response } from 'express';
import { readJson, writeJson } from '../data-folder.ts';

export interface Session {
  /** From the redirect to the gateway until the callback. */
  readonly pending?: AccessRequestHandle;
  /** The consent that this visitor has given, where, and the version that they were shown last. */
  readonly consent?: { readonly id: string; readonly gateway: string; readonly version: number };
  /** Signed in as one of Acme's support team. */
  readonly isTeam?: true;
}

export interface Sessions {
  read(request: Request): Session;
  /** Replaces what is known of the visitor, and answers with the cookie. */
  write(request: Request, response: Response, session: Session): Promise<void>;
}

export interface SessionsOptions {
  readonly dataDir: string;
  readonly secret: string;
  readonly isHttps: boolean;
  readonly now: () => Date;
}

type Kept = Record<string, { readonly session: Session; readonly seenAt: number }>;

const COOKIE = 'acme_session';
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;
const MAX_SESSIONS = 1_000;

export async function openSessions(options: SessionsOptions): Promise<Sessions> {
  const file = join(options.dataDir, 'sessions.json');
  const kept = new Map(Object.entries((await readJson<Kept>(file)) ?? {}));
  let writing = Promise.resolve();
  const idOf = (request: Request): string | undefined => verifiedId(request.headers.cookie, options.secret);
  return {
    read(request) {
      const found = kept.get(idOf(request) ?? '');
      const isFresh = found !== undefined && options.now().getTime() - found.seenAt < MAX_AGE_MS;
      return isFresh ? found.session : {};
    },
    async write(request, response, session) {
      // A new id with each change of what is known: nobody can plant a session beforehand.
      kept.delete(idOf(request) ?? '');
      const id = randomBytes(18).toString('base64url');
      kept.set(id, { session, seenAt: options.now().getTime() });
      const [oldest] = kept.keys();
      if (kept.size > MAX_SESSIONS && oldest !== undefined) kept.delete(oldest);
      writing = writing.catch(() => {}).then(() => writeJson(file, Object.fromEntries(kept)));
      await writing;
      response.cookie(COOKIE, `${id}.${signature(id, options.secret)}`, {
        httpOnly: true,
        sameSite: 'lax',
        secure: options.isHttps,
        maxAge: MAX_AGE_MS,
        path: '/',
      });
    },
  };
}

function verifiedId(cookies: string | undefined, secret: string): string | undefined {
  const [, id, tag] =
    new RegExp(`(?:^|; )${COOKIE}=([\\w-]{24})\\.([\\w-]{43})(?:;|$)`).exec(cookies ?? '') ?? [];
  if (id === undefined || tag === undefined) return undefined;
  return timingSafeEqual(Buffer.from(tag), Buffer.from(signature(id, secret))) ? id : undefined;
}

const signature = (id: string, secret: string): string =>
  createHmac('sha256', secret).update(id).digest('base64url');
