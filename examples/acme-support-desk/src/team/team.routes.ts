import { createHash, timingSafeEqual } from 'node:crypto';
import express, { Router } from 'express';
import type { AcmeParts } from '../acme-parts.ts';
import { sendPage } from '../pages/send-page.ts';
import { signInPage } from '../pages/team/sign-in-page.ts';

const FORM_BYTES = '4kb';

/** The way in for the support team. Whoever has not signed in gets no further. */
export function createTeamRoutes({ sessions, teamPassword }: AcmeParts): Router {
  const router = Router();
  router.get('/sign-in', (_request, response) => sendPage(response, signInPage({ isWrong: false })));
  const form = express.urlencoded({ extended: false, limit: FORM_BYTES });
  router.post('/sign-in', form, async (request, response) => {
    const { password } = (request.body ?? {}) as { password?: unknown };
    if (typeof password !== 'string' || !isSame(password, teamPassword))
      return sendPage(response, signInPage({ isWrong: true }), 403);
    await sessions.write(request, response, { ...sessions.read(request), isTeam: true });
    response.redirect(303, '/team');
  });
  router.post('/sign-out', async (request, response) => {
    const { isTeam: _left, ...session } = sessions.read(request);
    await sessions.write(request, response, session);
    response.redirect(303, '/team/sign-in');
  });
  router.use((request, response, next) => {
    if (sessions.read(request).isTeam) return next();
    response.redirect(303, '/team/sign-in');
  });
  return router;
}

/** Says nothing of where two texts differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
