import { sealStable, unsealStable } from '../../secrets/seal-stable.ts';

/** What a cursor of changes holds for, and for nothing else. A later version of the consent is the same consent. */
export interface CopyScope {
  readonly vendorId: string;
  readonly consentId: string;
  readonly purpose: string;
}

/** What a cursor stands for: a copy, and how far the present round through the items has come. */
export interface CopyPosition {
  /** The name of the copy. */
  readonly copy: string;
  readonly after?: ScanPosition;
}

/** Everything up to this item of this category was gone through. */
export interface ScanPosition {
  readonly category: string;
  readonly id: string;
}

export function writeCopyCursor(key: Buffer, scope: CopyScope, { copy, after }: CopyPosition): string {
  return sealStable(
    key,
    contextOf(scope),
    JSON.stringify([copy, ...(after ? [after.category, after.id] : [])]),
  );
}

/** `undefined` for whatever is wrong with it: another vendor, consent or purpose, or any altered bit. */
export function readCopyCursor(key: Buffer, scope: CopyScope, cursor: string): CopyPosition | undefined {
  const text = unsealStable(key, contextOf(scope), cursor);
  if (text === undefined) return undefined;
  // The seal proves that we wrote it.
  const [copy, category, id] = JSON.parse(text) as [string, string?, string?];
  return category === undefined || id === undefined ? { copy } : { copy, after: { category, id } };
}

const contextOf = ({ vendorId, consentId, purpose }: CopyScope): string =>
  JSON.stringify(['changes', vendorId, consentId, purpose]);
