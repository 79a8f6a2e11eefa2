import { type GatewayClient, isVendorSdkError, type RequestState } from '@parley/vendor-sdk';
import type { Request, Response } from 'express';
import type { GrocerParts } from '../grocer-parts.ts';
import type { Notice } from '../read/look.ts';
import { said, trouble } from '../text/en.ts';
import { beginVisit, untilLeft, type Waiting } from '../visit/visit.ts';

/** Whoever was asked by an invitation finds the shop changed once they have decided. @returns what there is to say of that */
export async function takeAnswer(
  { client, now }: GrocerParts,
  request: Request,
  response: Response,
): Promise<Notice | undefined> {
  const { waiting } = request.session;
  if (waiting === undefined) return undefined;
  try {
    const gateway = client.at(waiting.handle.gateway);
    const state = await stateOf(gateway, waiting, { now, signal: untilLeft(response) });
    if (state.status === 'pending') {
      request.session.waiting = { ...waiting, nextPollAt: state.nextPollAt };
      return undefined;
    }
    request.session.waiting = undefined;
    if (state.status !== 'given') return { title: said.refusedTitle, text: [said.refused] };
    const { id, gateway: origin, version } = state.consent;
    await beginVisit(request, { id, gateway: origin, version });
    return undefined;
  } catch (fault) {
    if (!isVendorSdkError(fault)) throw fault;
    request.session.waiting = undefined;
    return { title: said.noTitle, text: [trouble(fault.code)] };
  }
}

/** One look, not more often than the gateway allows. */
async function stateOf(
  gateway: GatewayClient,
  { handle, nextPollAt }: Waiting,
  { now, signal }: { readonly now: () => Date; readonly signal: AbortSignal },
): Promise<RequestState> {
  if (Date.parse(nextPollAt) > now().getTime()) return { status: 'pending', nextPollAt };
  for await (const state of gateway.resumeRequest(handle).waitForDecision({ signal })) return state;
  return { status: 'expired' };
}
