// One look at what a visitor shares, for one page: read anew, never kept. In: who looks. Out: preferences, or why there are none.

import { type Consent, isVendorSdkError, type Preference } from '@parley/vendor-sdk';
import type { Request, Response } from 'express';
import { PERSONALISATION } from '../ask/what-the-shop-asks.ts';
import { sayItIsGone } from '../consent/say-it-is-gone.ts';
import type { GrocerParts } from '../grocer-parts.ts';
import { said, trouble } from '../text/en.ts';
import { type KnownConsent, untilLeft } from '../visit/visit.ts';

/** What a page says before everything else. */
export interface Notice {
  readonly title: string;
  readonly text: readonly string[];
}

export interface Look {
  /** `undefined`: a stranger, or it has ended. */
  readonly consent: Consent | undefined;
  /** `undefined`: none can be seen; the page goes by its own order. */
  readonly preferences: readonly Preference[] | undefined;
  readonly notice: Notice | undefined;
}

const NOTHING: Look = { consent: undefined, preferences: undefined, notice: undefined };

export async function look(parts: GrocerParts, request: Request, response: Response): Promise<Look> {
  const { session } = request;
  const known = session.consent;
  if (known === undefined) return NOTHING;
  const signal = untilLeft(response);
  let consent: Consent | undefined;
  try {
    consent = await parts.consents.of(known, signal);
    if (consent === undefined) {
      session.consent = undefined;
      return NOTHING;
    }
    const preferences: Preference[] = [];
    for await (const each of consent.preferences.list({ purpose: PERSONALISATION, signal }))
      preferences.push(each);
    countLook(parts, request);
    return { consent, preferences, notice: await changeSince(parts, request, known, consent) };
  } catch (fault) {
    if (!isVendorSdkError(fault)) throw fault;
    parts.log(`No look: ${fault.message}`);
    if (consent?.ended === undefined) return { ...NOTHING, consent, notice: outOfSight(trouble(fault.code)) };
    session.consent = undefined;
    session.looks = undefined;
    const isSaid = await sayItIsGone(consent, parts.log);
    const text = [trouble(fault.code), isSaid ? said.keptNothing : said.keptNothingUnsaid];
    return { ...NOTHING, notice: { title: said.stoppedTitle, text } };
  }
}

const outOfSight = (trouble: string): Notice => ({ title: said.outsideTitle, text: [trouble] });

function countLook({ now }: GrocerParts, { session }: Request): void {
  const lastAt = now().toISOString();
  const day = lastAt.slice(0, 10);
  const count = session.looks?.day === day ? session.looks.count + 1 : 1;
  session.looks = { day, count, lastAt };
}

/** What the owner has changed since the last page, said once. */
async function changeSince(
  { log }: GrocerParts,
  { session }: Request,
  known: KnownConsent,
  consent: Consent,
): Promise<Notice | undefined> {
  if (known.version === consent.version) return undefined;
  const { changes } = await consent.status({ sinceVersion: known.version });
  await sayItIsGone(consent, log);
  session.consent = { ...known, version: consent.version };
  const isLess = changes.some(
    ({ isRemoved, removedCategories, removedFields, filters }) =>
      isRemoved || [removedCategories, removedFields, filters].some((each) => Object.keys(each).length > 0),
  );
  return isLess
    ? { title: said.lessTitle, text: [said.less] }
    : { title: said.changedTitle, text: [said.changed] };
}
