import { afterAll, beforeAll, describe } from 'vitest';
import { askingContract } from './gateway/asking.ts';
import { attachmentsContract } from './gateway/attachments.ts';
import { changesContract } from './gateway/changes.ts';
import { conversationContract } from './gateway/conversation.ts';
import { eventsContract } from './gateway/events.ts';
import type { GatewayWorld } from './gateway/gateway-world.ts';
import { honoursContract } from './gateway/honours.ts';
import { metadataContract } from './gateway/metadata.ts';
import { openingsContract } from './gateway/openings.ts';
import { readsContract } from './gateway/reads.ts';
import { stopsContract } from './gateway/stops.ts';
import { tokensContract } from './gateway/tokens.ts';
import { withoutTokenContract } from './gateway/without-token.ts';

/** What a vendor sees of a gateway: run against a real one, and against the fake one that vendors test with. */
export function gatewayContract(name: string, createWorld: () => Promise<GatewayWorld>): void {
  describe(name, () => {
    let made: GatewayWorld | undefined;
    const world = (): GatewayWorld => {
      if (made === undefined) throw new Error('There is no gateway yet.');
      return made;
    };

    beforeAll(async () => {
      made = await createWorld();
    });
    afterAll(() => made?.close());

    metadataContract(world);
    askingContract(world);
    tokensContract(world);
    readsContract(world);
    changesContract(world);
    stopsContract(world);
    withoutTokenContract(world);
    conversationContract(world);
    eventsContract(world);
    honoursContract(world);
    attachmentsContract(world);
    // Last: what is begun stays among the issues.
    openingsContract(world);
  });
}
