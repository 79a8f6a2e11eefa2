import { ownerApi } from '@parley/protocol';
import { beforeEach, expect, it } from 'vitest';
import { type ChangeMarks, createChangeWatch } from './change-watch.ts';

const MARKS: ChangeMarks = { requests: '', consents: '', ledger: '', notices: '', issues: '' };
let marks: Map<string, ChangeMarks>;
let asked: (readonly string[])[];
let fault: Error | undefined;
const make = (mostInAll?: number) =>
  createChangeWatch({
    readMarks: async (ownerIds) => {
      asked.push(ownerIds);
      if (fault !== undefined) throw fault;
      return new Map(ownerIds.map((ownerId) => [ownerId, marks.get(ownerId) ?? MARKS]));
    },
    ...(mostInAll === undefined ? {} : { mostInAll }),
  });
let watch: ReturnType<typeof make>;
beforeEach(() => {
  [marks, asked, fault] = [new Map(), [], undefined];
  watch = make();
});

/** What one follower is told. */
async function follow(ownerId: string, of = watch) {
  const told: string[][] = [];
  const { stop } = await of.follow(ownerId, {
    tell: (changed) => void told.push([...changed]),
    end: () => void told.push(['end']),
  });
  return { told, stop };
}
const change = (ownerId: string, changes: Partial<ChangeMarks>) =>
  void marks.set(ownerId, { ...MARKS, ...marks.get(ownerId), ...changes });

it('tells everybody who follows an owner which lists have changed, once, and nobody else', async () => {
  const followers = [await follow('ann'), await follow('ann')];
  const bob = await follow('bob');
  await watch.look();
  change('ann', { consents: '1', ledger: '1' });
  await watch.look();
  await watch.look();
  change('ann', { notices: '1' });
  await watch.look();
  for (const { told } of followers) expect(told).toEqual([['consents', 'ledger'], ['notices']]);
  expect(bob.told).toEqual([]);
});

it('has looked before it answers that it follows: what changes after that is told', async () => {
  const ann = await follow('ann');
  change('ann', { requests: '1' });
  await watch.look();
  expect(ann.told).toEqual([['requests']]);
});

it('asks the database only for those who are followed, and not at all for nobody', async () => {
  await watch.look();
  expect(asked).toEqual([]);
  const ann = await follow('ann');
  await follow('bob');
  ann.stop();
  await watch.look();
  expect(asked.at(-1)).toEqual(['bob']);
});

it('lets one owner follow four times at once, and again when one has stopped', async () => {
  const four = [await follow('ann'), await follow('ann'), await follow('ann'), await follow('ann')];
  await expect(follow('ann')).rejects.toMatchObject({ code: 'too_many_requests', retryAfterSeconds: 30 });
  await follow('bob');
  four[0]?.stop();
  four[0]?.stop();
  await follow('ann');
});

it('has a limit for all together', async () => {
  const small = make(2);
  await follow('ann', small);
  const bob = await follow('bob', small);
  await expect(follow('cleo', small)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
  bob.stop();
  await follow('cleo', small);
});

it('forgets who could not be followed for a fault of the database', async () => {
  fault = new Error('away');
  for (let times = 0; times < 5; times += 1) await expect(follow('ann')).rejects.toThrow('away');
  fault = undefined;
  const { told } = await follow('ann');
  change('ann', { ledger: '1' });
  await watch.look();
  expect(told).toEqual([['ledger']]);
});

it('ends all that follow', async () => {
  const followers = [await follow('ann'), await follow('bob')];
  watch.close();
  for (const { told } of followers) expect(told).toEqual([['end']]);
});

it('knows every list by name', () => expect(Object.keys(MARKS)).toEqual([...ownerApi.changeableLists]));
