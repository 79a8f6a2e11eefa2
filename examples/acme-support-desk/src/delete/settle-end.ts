import type { AcmeParts } from '../acme-parts.ts';

/**
 * The copy of an ended consent is erased now, and that is reported.
 *
 * @returns whether the gateway has our word; where not, it is tried again by itself
 */
export async function settleEnd(
  { keeper, standings, log }: Pick<AcmeParts, 'keeper' | 'standings' | 'log'>,
  consentId: string,
): Promise<boolean> {
  try {
    await standings.tell(consentId, { closes: true });
    await keeper.look(consentId);
    return (await standings.find(consentId))?.state?.deletionReport.state === 'answered';
  } catch (error) {
    log(`No deletion report yet: ${error instanceof Error ? error.message : 'unknown fault'}`);
    return false;
  }
}
