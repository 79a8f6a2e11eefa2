// The load: for each place a consent, an owner's app that acts on it and vendors that read it, each at random moments of its own.

import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { OwnerApiRefusal } from '../../scripts/support/owner-app.ts';
import { type Chance, createChance } from './chance.ts';
import { giveConsent, type HeldAccess } from './give-consent.ts';
import { createReader, type Reader } from './reader.ts';
import { type Heard, LEVELS, type OwnersAct, type Witness, type WitnessedConsent } from './witness.ts';
import { HANGS_AFTER_MS, type World } from './world.ts';

export interface Traffic {
  /** When everything that is under way has its answer. */
  pause(): Promise<void>;
  go(): void;
  /** The owner takes a consent's file out of the pod, with another app. */
  endInPod(): Promise<void>;
  /** A consent that ends by itself. `isRefused` waits until a read of it is refused, and none passes afterwards. */
  giveForSeconds(seconds: number): Promise<{ isRefused(): Promise<void> }>;
  /** Decisions without an answer: each may have become a consent, or not. */
  readonly givenUnheard: () => number;
}

interface Place {
  readonly vendor: 0 | 1;
  readonly chance: Chance;
  consent: WitnessedConsent | undefined;
  reader: Reader | undefined;
}

const PLACES = 3;
const READERS = 2;
/** The staleness bound, and what a machine with two cores for all of it may be late. */
export const NOTICED_AFTER_MS = 40_000;

export function startTraffic(world: World, { witness, seed }: { witness: Witness; seed: number }): Traffic {
  const places = Array.from(
    { length: PLACES },
    (_, at): Place => ({
      vendor: at % 2 === 0 ? 0 : 1,
      chance: createChance(seed + at + 1),
      consent: undefined,
      reader: undefined,
    }),
  );
  let unheard = 0;
  let isGoing = false;
  let running: Promise<unknown> = Promise.resolve();

  const give = async (place: Pick<Place, 'vendor' | 'consent' | 'reader'>, until?: string): Promise<void> => {
    let isAnswered = false;
    const reader = createReader(world, witness);
    const access = await giveConsent(world, {
      vendor: world.vendors[place.vendor],
      fetch: reader.fetch,
      ...(until === undefined ? {} : { until }),
      acknowledged(id) {
        isAnswered = true;
        place.consent = witness.given({ id, vendor: world.vendors[place.vendor].clientId });
      },
    }).catch((): HeldAccess | undefined => undefined);
    if (!isAnswered) unheard += 1;
    if (place.consent === undefined || access === undefined) return;
    place.reader = reader;
    reader.hold(place.consent, access);
  };
  const act = async (place: Place, consent: WitnessedConsent): Promise<void> => {
    const name = place.reader === undefined ? 'withdraw' : place.chance.pick(OFTEN);
    const level = Math.min(...consent.possible.map((each) => each.level)) + 1;
    witness.sends(consent, name);
    const sentAt = performance.now();
    const heard = await answerOf(world, consent.id, name, level);
    if (performance.now() - sentAt > HANGS_AFTER_MS) witness.broken.push(`${consent.id}: '${name}' has hung`);
    witness.hears(consent, name, heard);
    if (consent.possible.every(({ status }) => status === 'ended'))
      Object.assign(place, { consent: undefined, reader: undefined });
  };
  const live = async (place: Place): Promise<void> => {
    while (isGoing) {
      if (place.consent === undefined) await give(place);
      else await act(place, place.consent);
      await sleep(place.chance.upTo(120));
    }
  };
  const read = async (place: Place): Promise<void> => {
    while (isGoing) {
      await place.reader?.read();
      await sleep(10);
    }
  };
  return {
    givenUnheard: () => unheard,
    go() {
      isGoing = true;
      running = Promise.all(
        places.flatMap((place) => [live(place), ...Array.from({ length: READERS }, () => read(place))]),
      );
    },
    async pause() {
      isGoing = false;
      await running;
    },
    async endInPod() {
      const apart: Parameters<typeof give>[0] = { vendor: 0, consent: undefined, reader: undefined };
      while (apart.reader === undefined) await give(apart);
      const { consent, reader } = apart;
      await reader.read();
      if (consent === undefined) return;
      const file = `${world.alice.container}consents/${consent.id}.ttl`;
      expect((await world.alice.fetch(file, { method: 'DELETE' })).status).toBeLessThan(300);
      witness.endsInPod(consent, NOTICED_AFTER_MS);
    },
    async giveForSeconds(seconds) {
      const apart: Parameters<typeof give>[0] = { vendor: 1, consent: undefined, reader: undefined };
      while (apart.reader === undefined)
        await give(apart, new Date(Date.now() + seconds * 1_000).toISOString());
      const { consent, reader } = apart;
      const isRefused = () => reader.read().then((status) => status === 401 || status === 403);
      return {
        async isRefused() {
          await expect.poll(isRefused, { timeout: 30_000, interval: 50 }).toBe(true);
          if (consent !== undefined) witness.endsByTime(consent);
          for (let times = 0; times < 5; times += 1) await reader.read();
        },
      };
    },
  };
}

/** A withdrawal ends a place's consent, so it is drawn less often. */
const OFTEN: readonly [OwnersAct, ...OwnersAct[]] = [
  ...(['pause', 'resume', 'resume', 'resume'] as const),
  ...(['narrow', 'pause', 'resume', 'withdraw'] as const),
];

async function answerOf({ app }: World, consentId: string, act: OwnersAct, level: number): Promise<Heard> {
  const acts: Record<OwnersAct, () => Promise<unknown>> = {
    pause: () => app.pause(consentId),
    resume: () => app.resume(consentId),
    withdraw: () => app.withdraw(consentId),
    narrow: async () => {
      const found = (await app.consents()).find((each) => each.consentId === consentId);
      const fields = { issues: { required: [...(LEVELS[level] ?? [])], optional: [] } };
      return app.narrow(
        consentId,
        (found?.details ?? []).map((entry) => ({ ...entry, fields })),
      );
    },
  };
  return acts[act]().then(
    (): Heard => 'done',
    (error: unknown): Heard => {
      const { code } = ((error as OwnerApiRefusal).body ?? {}) as { code?: string };
      return code === 'conflict' || code === 'consent_ended' ? 'refused' : 'unknown';
    },
  );
}
