import type { Pod } from '@parley/pod-client';
import type { Browser } from '../../support/browser.ts';
import type { OwnerApp } from '../../support/owner-app.ts';
import type { DemoOwner } from '../data-folder.ts';
import type { Screen } from '../screen.ts';
import type { Servers } from '../start-servers.ts';

/** What every step of the story works with. */
export interface Story {
  readonly screen: Screen;
  readonly servers: Servers;
  readonly owner: DemoOwner;
  /** The owner's browser. */
  readonly browser: Browser;
  /** The owner's own app. */
  readonly app: OwnerApp;
  /** The owner's pod, as the owner sees it. */
  readonly pod: Pod;
  readonly signal: AbortSignal;
}

/** The story shows only what it has seen. Where it sees something else, it says so and ends. */
export function assertSeen(isSeen: boolean, what: string): asserts isSeen {
  if (!isSeen) throw new Error(`The flow did not go as it should: ${what}.`);
}
