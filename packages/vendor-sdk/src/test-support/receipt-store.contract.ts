import { expect, it } from 'vitest';
import type { ReceiptStore, SavedReceipt } from '../index.ts';

export const FIRST: SavedReceipt = {
  gateway: 'https://gateway.example',
  consentId: 'consent_6Z0vYx1Q2w3E4r5T6y7U8i',
  version: 1,
  receipt: 'eyJ.first.x',
};
const later = (version: number): SavedReceipt => ({ ...FIRST, version, receipt: `eyJ.${version}.x` });
const headAt = (sequence: number) => ({
  sequence,
  signedAt: `2026-11-${20 + (sequence % 5)}T10:00:00.000Z`,
  signed: `eyJ.head${sequence}.x`,
});
const ENDED = { status: 'withdrawn', deleteBy: '2027-01-01T00:00:00Z' } as const;

/**
 * What every receipt store has to do.
 *
 * @param openTwice - two stores on the same place: two processes
 */
export function itKeepsReceipts(openTwice: () => Promise<readonly [ReceiptStore, ReceiptStore]>): void {
  it('finds what was saved, from another process too, and nothing else', async () => {
    const [store, other] = await openTwice();
    await store.save(FIRST);
    expect(await other.find(FIRST)).toEqual(FIRST);
    expect(await other.find({ ...FIRST, consentId: 'consent_another' })).toBeUndefined();
  });

  it('keeps consents of two gateways apart, also of the same id', async () => {
    const [store] = await openTwice();
    const foreign = { ...later(9), gateway: 'https://other.example' };
    await store.save(FIRST);
    await store.save(foreign);
    expect(await store.find(FIRST)).toEqual(FIRST);
    expect(await store.find(foreign)).toEqual(foreign);
  });

  it('puts a later version in place of an earlier one, never the reverse', async () => {
    const [store] = await openTwice();
    await store.save(later(10));
    await store.save(later(9));
    expect(await store.find(FIRST)).toEqual(later(10));
    await store.save(later(11));
    expect(await store.find(FIRST)).toEqual(later(11));
  });

  it('keeps the receipt of a consent that has ended, and that it has', async () => {
    const [store, other] = await openTwice();
    await store.save(later(2));
    await other.save({ ...FIRST, ended: ENDED });
    await store.save(later(3));
    expect(await other.find(FIRST)).toEqual({ ...later(3), ended: ENDED });
  });

  it('keeps the head of the ledger that covers most, whatever version it came with', async () => {
    const [store, other] = await openTwice();
    await store.save({ ...later(2), head: headAt(4) });
    await other.save({ ...FIRST, head: headAt(11) });
    await store.save({ ...later(3), head: headAt(9) });
    expect(await other.find(FIRST)).toEqual({ ...later(3), head: headAt(11) });
  });

  it('loses nothing where many save at once', async () => {
    const stores = await openTwice();
    const saves = Array.from({ length: 20 }, (_, at) => {
      const saved = at === 7 ? { ...later(at + 1), ended: ENDED } : later(at + 1);
      return stores[at % 2]?.save(saved);
    });
    await Promise.all(saves.reverse());
    for (const store of stores) expect(await store.find(FIRST)).toEqual({ ...later(20), ended: ENDED });
  });
}
