/** How much of everything. */
export interface Sizes {
  readonly isQuick: boolean;
  /** Requests at the same time. */
  readonly concurrent: number;
  /** How long one run should take, in seconds. */
  readonly seconds: number;
  /** Runs of each part, in turn. */
  readonly rounds: number;
  readonly coldStarts: number;
  readonly gatewayStarts: number;
  /** Whether the whole demo is started too. */
  readonly hasDemo: boolean;
  /** Consents that are stopped, in each way. */
  readonly stops: number;
  /** Consents in the index, in ascending order. */
  readonly indexed: readonly number[];
  readonly ledgerRowsPerConsent: number;
  /** Gateway processes on one database, in ascending order. */
  readonly processes: readonly number[];
  readonly soakReads: number;
  /** Reads and copied consents whose bytes are looked at. */
  readonly stored: { readonly reads: number; readonly consents: number };
}

export const FULL: Sizes = {
  isQuick: false,
  concurrent: 16,
  seconds: 5,
  rounds: 5,
  coldStarts: 9,
  gatewayStarts: 5,
  hasDemo: true,
  stops: 36,
  indexed: [1_000, 100_000, 1_000_000],
  ledgerRowsPerConsent: 10,
  processes: [1, 2, 4],
  // An hour of a hundred reads a second, as fast as they go.
  soakReads: 360_000,
  stored: { reads: 10_000, consents: 20_000 },
};

/** Each row once and tiny: whether it gives a figure, not which. */
export const QUICK: Sizes = {
  isQuick: true,
  concurrent: 4,
  seconds: 0,
  rounds: 1,
  coldStarts: 1,
  gatewayStarts: 1,
  // That it starts has tests of its own.
  hasDemo: false,
  stops: 1,
  indexed: [20, 40],
  ledgerRowsPerConsent: 10,
  processes: [1, 2],
  soakReads: 64,
  stored: { reads: 64, consents: 200 },
};
