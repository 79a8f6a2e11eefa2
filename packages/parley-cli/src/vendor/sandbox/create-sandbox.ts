// The fake gateway of the vendor SDK with a person who answers. In: requests of a vendor's app, and of its developer. Out: answers, and
// a line about each.

import { clientDocument } from '@parley/vendor-sdk';
import { createFakeGateway } from '@parley/vendor-sdk/testing';
import { isWrongUse } from '../../command/wrong-use.ts';
import { actsInWords, runAct, type Stage } from './acts.ts';
import type { Manners } from './manners.ts';
import { meet, type Parts } from './meet-vendor.ts';
import { passOn } from './pass-on.ts';
import { seed } from './seed.ts';
import { text } from './serve-locally.ts';
import { toldOf } from './words.ts';

export interface Sandbox {
  handle(request: Request): Promise<Response>;
  /** One line of what she shall do. @throws {WrongUse} */
  act(line: string): string;
}

/** Nobody, until a vendor calls: with no key nothing is accepted. */
const NOBODY = { clientId: 'http://localhost/nobody.json', clientName: 'Nobody', keys: [] };

export function createSandbox(options: {
  readonly origin: string;
  readonly manners: Manners;
  /** Told what happens, a line each. */
  readonly tell: (line: string) => void;
}): Sandbox {
  const { origin, manners, tell } = options;
  const now = (): Date => new Date();
  const client = clientDocument({ ...NOBODY, redirectUris: ['http://localhost/'] });
  const receive = (request: Request): Promise<Response> => passOn(request, tell);
  const gateway = createFakeGateway({ client, origin, data: seed(now()), receive });
  const parts = { ...options, gateway, vendor: { id: '', name: '', kids: [] } };
  const stage: Stage = { owner: gateway.owner, manners, now };
  const act = (line: string): string => runAct(line, stage);
  return {
    act,
    async handle(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/')
        return text(
          200,
          'A sandbox: a consent gateway with a made-up owner. Point your app here, and connect from there.',
        );
      if (pathname === '/sandbox') return actOnRequest(request, act, tell);
      if (pathname === '/auth' && request.method === 'GET') return decide(request.url, parts);
      const asked = await meet(request, parts);
      const response = await gateway.handle(request);
      const line = await toldOf(request, response, { vendor: parts.vendor.name, asked });
      if (line !== undefined) tell(line);
      return response;
    },
  };
}

/** The developer sends the same line that can be typed. */
async function actOnRequest(request: Request, act: Sandbox['act'], tell: Parts['tell']): Promise<Response> {
  if (request.method !== 'POST') return text(200, `POST a line. ${actsInWords()}`);
  try {
    const done = act(await request.text());
    tell(`You, by HTTP: ${done}`);
    return text(200, done);
  } catch (fault) {
    if (!isWrongUse(fault)) throw fault;
    return text(400, fault.message);
  }
}

const DONE = { give: 'gives it', refuse: 'refuses', defer: 'decides later' } as const;

/** The browser arrives, and goes back with the answer. */
function decide(url: string, { gateway, manners, tell }: Parts): Response {
  try {
    const { decision, kept } = manners;
    const location = decision === 'give' ? gateway.owner.give(url, kept) : gateway.owner[decision](url);
    const less = decision === 'give' && kept !== undefined ? ', less than was asked' : '';
    tell(`The owner ${DONE[decision]}${less}`);
    return new Response(null, { status: 303, headers: { location } });
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : 'It cannot be answered.';
    tell(`The browser brings a request that cannot be answered: ${why}`);
    return text(400, `${why} Ask anew from your app: a request is good for a minute, and once.`);
  }
}
