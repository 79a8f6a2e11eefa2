import type { AccessRequestEntry, PendingRequestHandle, VendorClient } from '@parley/vendor-sdk';

export async function ask(client: VendorClient, link: string, details: AccessRequestEntry[]) {
  const { gateway, invitation = '' } = await client.find(link);
  const request = await gateway.ask({ details, to: { invitation }, bindingMessage: 'Order 4711' });
  return request.handle; // Save it: the owner has seven days.
}

/** Also after a restart, and on another machine. */
export async function wait(client: VendorClient, handle: PendingRequestHandle, signal?: AbortSignal) {
  const request = client.at(handle.gateway).resumeRequest(handle);
  for await (const state of request.waitForDecision(signal === undefined ? {} : { signal })) {
    if (state.status === 'pending') console.log(`Looks again at ${state.nextPollAt}`);
    else if (state.status === 'given') return state.consent;
    else console.log(state.status); // refused, expired, cancelled
  }
  return undefined;
}
