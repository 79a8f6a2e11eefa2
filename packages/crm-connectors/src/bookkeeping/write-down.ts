import type { RecordWrite } from '../crm.ts';
import type { Ground, OwnerBook, WrittenField, WrittenRecord } from './book.ts';
import { eachGround } from './follow-consent.ts';

/** How many digests a record keeps: as many as Zendesk lets a ticket have comments. */
const MAX_MARKS = 5_000;

/** An item under one consent and purpose. */
export type ItemGround = Omit<Ground, 'from' | 'isLost'>;

const isSameItem = (ground: Ground, item: ItemGround): boolean =>
  ground.category === item.category && ground.itemId === item.itemId;

const isOf = (ground: Ground, item: ItemGround): boolean =>
  isSameItem(ground, item) && ground.consentId === item.consentId && ground.purpose === item.purpose;

/** An item that is gone, as far as this consent and purpose go. */
export function loseItem(book: OwnerBook, item: ItemGround): OwnerBook {
  return eachGround(book, (ground) => (isOf(ground, item) ? { ...ground, isLost: true } : ground));
}

/** An item as it is now: what it had and has no more is lost. */
export function writeDown(book: OwnerBook, item: ItemGround, writes: readonly RecordWrite[]): OwnerBook {
  return writes.reduce((before, write) => withRecord(before, item, write), loseItem(book, item));
}

function withRecord(book: OwnerBook, item: ItemGround, write: RecordWrite): OwnerBook {
  const { object, externalId, needs = 'id' } = write;
  const isIt = (each: WrittenRecord): boolean => each.object === object && each.externalId === externalId;
  const known = book.records.find(isIt);
  const names = Object.keys(write.fields);
  const fields = Object.entries(write.fields).map(([name, { from }]): WrittenField => {
    const before = known?.fields.find((field) => field.name === name)?.grounds ?? [];
    // Of one item it is one value, whatever consent covers it. What another item had put there is overwritten.
    const same = before.filter((ground) => isSameItem(ground, item) && !isOf(ground, item));
    return { name, grounds: [...same, { ...item, from }] };
  });
  const marks = new Set([...(known?.marks ?? []), ...Object.values(write.fields).map(({ mark }) => mark)]);
  const record: WrittenRecord = {
    object,
    externalId,
    grounds: [...(known?.grounds ?? []).filter((each) => !isOf(each, item)), { ...item, from: needs }],
    fields: [...(known?.fields ?? []).filter(({ name }) => !names.includes(name)), ...fields],
    marks: [...marks].slice(-MAX_MARKS),
  };
  return { ...book, records: [...book.records.filter((each) => !isIt(each)), record] };
}
