import { problem } from '../answers.ts';
import { letTimePass } from '../end-consent.ts';
import type { FakeConsent } from '../fake-consent.ts';
import type { FakeState } from '../fake-state.ts';

/** What stands for `{id}` in the path. */
export const namedIn = ({ url }: Request): string => new URL(url).pathname.split('/')[3] ?? '';

/** The consent that the path names, as it is now. */
export function namedConsent(request: Request, state: FakeState): FakeConsent {
  const consent = state.consents.find(({ id }) => id === namedIn(request));
  if (consent === undefined) throw problem('not_found', state.origin);
  letTimePass(consent, state);
  return consent;
}
