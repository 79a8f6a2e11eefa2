import { describe, expect, it } from 'vitest';
import { createDueOwners } from './due-owners.ts';
import type { OwnerOutcome } from './rebuild-owner.ts';

const owner = (ownerId: string) => ({ ownerId, webId: 'w', container: 'c', nonce: 'n' });
const REBUILT: OwnerOutcome = { kind: 'rebuilt', live: 1, ended: 0, held: [], gaps: 1, operatorVendors: [] };

function dueOwners(outcomes: Record<string, OwnerOutcome>, patienceMs = 60_000) {
  const begun: string[] = [];
  const owners = createDueOwners({
    due: new Map(Object.keys(outcomes).map((id) => [id, owner(id)])),
    patienceMs,
    rebuild: async ({ ownerId }) => {
      begun.push(ownerId);
      await Promise.resolve();
      return outcomes[ownerId] ?? REBUILT;
    },
  });
  return { owners, begun, outcomes };
}

describe('whom the index lacks', () => {
  it('is read once, however many ask at the same time, and never again', async () => {
    const { owners, begun } = dueOwners({ ann: REBUILT });
    await Promise.all([owners.ensure('ann'), owners.ensure('ann'), owners.rebuildAll()]);
    await owners.ensure('ann');
    expect({ begun, count: owners.count() }).toEqual({ begun: ['ann'], count: 0 });
  });

  it('is nobody whom the log does not name', async () => {
    const { owners, begun } = dueOwners({ ann: REBUILT });
    await owners.ensure('bob');
    expect(begun).toEqual([]);
  });

  it.each(['unreachable', 'not_proven'] as const)(
    'stays so where the pod is %s, and is tried again',
    async (kind) => {
      const { owners, begun, outcomes } = dueOwners({ ann: { kind } });
      await expect(owners.ensure('ann')).rejects.toMatchObject({ code: 'temporarily_unavailable' });
      outcomes['ann'] = REBUILT;
      await owners.ensure('ann');
      expect(begun).toEqual(['ann', 'ann']);
    },
  );

  it('keeps nobody waiting for ever: the work goes on', async () => {
    let finish = (_outcome: OwnerOutcome): void => undefined;
    const owners = createDueOwners({
      due: new Map([['ann', owner('ann')]]),
      patienceMs: 1,
      rebuild: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    await expect(owners.ensure('ann')).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    finish(REBUILT);
    await owners.rebuildAll();
    expect(owners.count()).toBe(0);
  });

  it('is read from the pod that was connected just now', async () => {
    const { owners, begun } = dueOwners({ ann: { kind: 'not_proven' } });
    await expect(owners.ensure('ann')).rejects.toThrow();
    await expect(owners.reconnect(owner('ann'))).rejects.toThrow();
    expect(begun).toEqual(['ann', 'ann']);
    expect(owners.isDue('ann')).toBe(true);
  });
});
