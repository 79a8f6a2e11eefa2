import type { Target } from './figure.ts';

/** What is to be reached: ratios of one run, so that they hold on any machine, and a few times. */
export const targets = {
  readVersusPod: { atLeast: 35 },
  readVersusBare: { atLeast: 0.6 },
  readP99VersusBare: { atMost: 2 },
  gatewayStartSeconds: { atMost: 2 },
  demoStartSeconds: { atMost: 45 },
  readsAfterStop: { atMost: 0 },
  deletedInPodP99Ms: { atMost: 1_000 },
  exchangeVersusPlain: { atLeast: 0.5 },
  millionVersusThousand: { atMost: 1.2 },
  twoProcessesVersusOne: { atLeast: 1.7 },
  soakGrowthMb: { atMost: 10 },
} as const satisfies Record<string, Target>;
