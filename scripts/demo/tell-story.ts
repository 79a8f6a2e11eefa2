// The whole flow once, on the real parts, with what each side sees.

import { openPod } from '@parley/pod-client';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import type { VerifiedEntry } from '@parley/protocol';
import { createBrowser } from '../support/browser.ts';
import { createOwnerApp } from '../support/owner-app.ts';
import type { DemoOwner } from './data-folder.ts';
import type { Screen } from './screen.ts';
import type { Servers } from './start-servers.ts';
import { ownerGivesLess, vendorAsks } from './story/ask-and-give.ts';
import { ownerWithdraws, showLedger } from './story/ledger.ts';
import { vendorIsRefused, vendorReads } from './story/read.ts';
import { assertSeen, type Story } from './story/story.ts';

export interface TellOptions {
  readonly servers: Servers;
  readonly owners: readonly DemoOwner[];
  readonly screen: Screen;
  readonly signal: AbortSignal;
}

/** @throws where the flow goes otherwise than it tells */
export async function tellStory({ servers, owners, screen, signal }: TellOptions): Promise<void> {
  const [owner] = owners;
  assertSeen(owner !== undefined, 'there is an owner');
  const { oidcIssuer, clientCredentials, webId, container } = owner;
  const session = await logInWithClientCredentials({ oidcIssuer, ...clientCredentials, signal });
  const story: Story = {
    screen,
    servers,
    owner,
    browser: createBrowser(),
    app: createOwnerApp({ gateway: servers.gateway, fetch: session.fetch }),
    pod: openPod({ container, webId, fetch: session.fetch, signal }),
    signal,
  };
  screen.heading('The whole flow, once', 'on the real parts: everything below is what they answered');
  try {
    await tell(story);
  } finally {
    await session.close();
  }
}

async function tell(story: Story): Promise<void> {
  const { screen, owner } = story;
  const request = await vendorAsks(story);
  const consentId = await ownerGivesLess(story, request);
  const consent = await vendorReads(story, consentId);
  screen.heading(`4  The ledger in ${owner.name}'s pod`, 'who, when, why and which fields; never a value');
  const until = hasRead('description');
  const shown = await showLedger(story, { consentId, until });
  screen.note("Entries 2 and 3 are Acme's page in her browser, the others what stands above.");
  await ownerWithdraws(story, consentId);
  await vendorIsRefused(story, consent);
  screen.heading(`7  The ledger again`, 'what came since');
  await showLedger(story, { consentId, until: ({ entry }) => entry.act === 'withdraw', after: shown });
}

const hasRead =
  (field: string) =>
  ({ entry }: VerifiedEntry): boolean =>
    entry.fields?.includes(field) === true;
