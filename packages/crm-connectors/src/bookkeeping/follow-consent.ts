import { hasEnded } from '@parley/protocol';
import { type ConsentStanding, covers, goneBy } from '../consent/consent-in-force.ts';
import { CrmConnectorError } from '../errors.ts';
import type { Ground, OwnerBook } from './book.ts';

/** The book with each ground as this function gives it back. */
export function eachGround(book: OwnerBook, change: (ground: Ground) => Ground): OwnerBook {
  const records = book.records.map((record) => ({
    ...record,
    grounds: record.grounds.map(change),
    fields: record.fields.map((field) => ({ ...field, grounds: field.grounds.map(change) })),
  }));
  return { ...book, records };
}

/**
 * A consent in its newest state: what it no longer covers is lost, at once and not only at the end of what the vendor might keep it for;
 * what it still covers ends when the new version does. What the owner has agreed may be retained stays.
 *
 * @throws {stale_consent} when a later version is known, and {consent_over} when its end is
 */
export function followConsent(book: OwnerBook, consentId: string, standing: ConsentStanding): OwnerBook {
  const isOver = hasEnded(standing.status);
  const known = book.consents.find((each) => each.consentId === consentId);
  if (known?.isOver === true && !isOver) throw new CrmConnectorError('consent_over');
  if (known !== undefined && known.version > standing.version) throw new CrmConnectorError('stale_consent');
  const others = book.consents.filter((each) => each.consentId !== consentId);
  const consents = [...others, { consentId, version: standing.version, isOver }];
  const followed = eachGround(book, (ground) =>
    ground.consentId === consentId ? groundUnder(ground, standing, isOver) : ground,
  );
  return { ...followed, consents };
}

function groundUnder(ground: Ground, { details }: ConsentStanding, isOver: boolean): Ground {
  const { goneBy: before, ...rest } = ground;
  const entry = isOver ? undefined : details.find(({ purpose }) => purpose === ground.purpose);
  if (entry === undefined || !covers(entry, ground.category, ground.from))
    return before === undefined ? ground : { ...ground, isLost: true };
  const end = goneBy(entry);
  return end === undefined ? rest : { ...rest, goneBy: end };
}
