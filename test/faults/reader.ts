import { CUSTOMER_CARE } from '../support/requests.ts';
import { renew } from '../support/wire-flow.ts';
import type { HeldAccess } from './give-consent.ts';
import type { Asked, Witness, WitnessedConsent } from './witness.ts';
import { HANGS_AFTER_MS, type World } from './world.ts';

/** A vendor that reads one consent, and goes on whatever it is answered. */
export interface Reader {
  /** Every request of the vendor goes by here, and every answer is witnessed. */
  readonly fetch: typeof fetch;
  hold(consent: WitnessedConsent, access: HeldAccess): void;
  /** The status; 0: no answer. */
  read(): Promise<number>;
}

const READ_PATH = '/v1/issues';
/** One read in so many is sent a second time, with the same proof, to whichever process comes next. */
const REPLAYED = 8;

export function createReader(world: World, witness: Witness): Reader {
  let held: { consent: WitnessedConsent; access: HeldAccess } | undefined;
  let reads = 0;
  const forbidden = [world.podOrigin, world.alice.webId];

  const send: typeof fetch = async (input, init) => {
    const signal = AbortSignal.timeout(HANGS_AFTER_MS);
    try {
      return await fetch(input, { ...init, signal });
    } catch (fault) {
      if (signal.aborted)
        witness.broken.push(`no answer within ${HANGS_AFTER_MS / 1000} s: ${String(input)}`);
      throw fault;
    }
  };
  /** Once the head of an answer is there, its data counts as disclosed, whether its bytes arrive or not. */
  const witnessed = async (answer: Response, asked: Asked): Promise<void> => {
    const requestId = answer.headers.get('parley-request-id') ?? '';
    if (answer.status === 200) witness.gets(asked, requestId);
    const text = await answer.text();
    for (const word of forbidden)
      if (text.includes(word))
        witness.broken.push(`${asked.consent.id}: an answer names the pod or its owner`);
    if (answer.status !== 200) return;
    const { items } = JSON.parse(text) as { items: Record<string, unknown>[] };
    witness.looks(
      asked,
      items.flatMap((item) => Object.keys(item)).filter((name) => name !== 'id'),
    );
    const others = asked.consent.vendor === world.vendors[0].clientId ? 'vendor1' : 'vendor0';
    if (text.includes(others)) witness.broken.push(`${asked.consent.id}: what was said to another vendor`);
  };
  return {
    hold(consent, access) {
      held = { consent, access };
    },
    async fetch(input, init) {
      if (held === undefined || !String(input).includes(READ_PATH)) return send(input, init);
      const asked = witness.asks(held.consent);
      const answer = await send(input, init);
      await witnessed(answer.clone(), asked);
      reads += 1;
      if (answer.status !== 200 || reads % REPLAYED !== 0) return answer;
      const again = await send(input, init).catch(() => undefined);
      await again?.body?.cancel();
      if (again?.status === 200) witness.broken.push(`${held.consent.id}: a proof was taken twice`);
      return answer;
    },
    async read() {
      if (held === undefined) return 0;
      const { access } = held;
      const { wire, accessToken } = access;
      const answer = await wire
        .read(READ_PATH, { accessToken, purpose: CUSTOMER_CARE })
        .catch(() => undefined);
      if (answer?.status === 401) await renewAccess(access).catch(() => undefined);
      return answer?.status ?? 0;
    },
  };
}

async function renewAccess(access: HeldAccess): Promise<void> {
  const renewed = await renew(access.wire, { refreshToken: access.refreshToken });
  if (renewed.status !== 200) return;
  const { access_token, refresh_token, receipt } = renewed.body as Record<string, string>;
  access.accessToken = access_token ?? access.accessToken;
  access.refreshToken = refresh_token ?? access.refreshToken;
  access.receipt = receipt ?? access.receipt;
}
