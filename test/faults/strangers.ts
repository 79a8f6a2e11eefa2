// Promises 8 and 11, tried after every round: what an owner has shown the gateway opens nothing anywhere, and nobody makes another's pod
// their own.

import { expect } from 'vitest';
import { HANGS_AFTER_MS, type World } from './world.ts';

const PATIENCE = { timeout: 60_000, interval: 500 };

export async function strangersStayOut(world: World, broken: string[]): Promise<{ tried: number }> {
  const replays = await replayed(world, broken);
  await claimed(world, broken);
  return { tried: replays + 1 };
}

/** 8: token and proof of an owner's call, as whoever runs the gateway sees them, taken to the gateway again and to the pod. */
async function replayed({ origin, alice, overheard }: World, broken: string[]): Promise<number> {
  const call = overheard();
  if (call === undefined) return 0;
  const { path, authorization, dpop } = call;
  const headers = { authorization, dpop };
  const own = `${alice.container}vendors.ttl`;
  const tries: [where: string, address: string, init: RequestInit][] = [
    ['at the gateway', `${origin}${path}`, { headers }],
    ['at the pod, reading', own, { headers }],
    [
      'at the pod, writing',
      own,
      { headers: { ...headers, 'content-type': 'text/turtle' }, method: 'PUT', body: '' },
    ],
  ];
  for (const [where, address, init] of tries) {
    const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(HANGS_AFTER_MS) }).catch(
      () => undefined,
    );
    if (answer?.ok === true) broken.push(`an owner's token and proof were taken again ${where}`);
  }
  return tries.length;
}

/** 11: somebody else names her pod as theirs. */
async function claimed({ alice, app, mallory }: World, broken: string[]): Promise<void> {
  const { container } = alice;
  const claim = async (): Promise<unknown> => {
    await mallory.app.call('POST', '/connection/challenge', { container });
    const { status, body } = await mallory.app.call('PUT', '/connection', { container });
    if (status === 200) broken.push("somebody else's pod was connected");
    return (body as { code?: string } | undefined)?.code ?? status;
  };
  // While something comes back to itself, it may be put off; then it is refused for what it is.
  await expect.poll(() => claim().catch(() => 'no answer'), PATIENCE).toBe('pod_not_proven');
  const ofHers = await app.call('GET', '/connection');
  if ((ofHers.body as { container?: string }).container !== container)
    broken.push('an owner has lost her pod to somebody else');
}
