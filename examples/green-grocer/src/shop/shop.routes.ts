import { type Request, type Response, Router } from 'express';
import { takeAnswer } from '../ask/take-answer.ts';
import type { GrocerParts } from '../grocer-parts.ts';
import { boxPage } from '../pages/box-page.ts';
import { noticePage } from '../pages/notice-page.ts';
import { seenPage } from '../pages/seen-page.ts';
import { sendPage } from '../pages/send-page.ts';
import { shopPage } from '../pages/shop-page.ts';
import type { Standing } from '../pages/standing-card.ts';
import { look } from '../read/look.ts';
import { shapeShop } from '../shape/shape-shop.ts';
import { said, seen } from '../text/en.ts';
import { saveVisit } from '../visit/visit.ts';
import { readBox } from './read-box.ts';

/** The shop window, and what the visitor may know of it. Preferences live as long as one answer. */
export function createShopRoutes(parts: GrocerParts): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const { shop, notice } = await shaped(parts, request, response);
    sendPage(response, shopPage({ shop, standing: standingOf(request), notice }));
  });
  router.get('/seen', async (request, response) => {
    const { shop, notice, consent, preferences } = await shaped(parts, request, response);
    const { looks, consent: known } = request.session;
    const steering = known === undefined ? undefined : steeringOf(parts, known.gateway);
    sendPage(response, seenPage({ shop, notice, consent, preferences, looks, steering, now: parts.now() }));
  });
  router.post('/box', (request, response) => {
    const box = readBox(request.body);
    if (box !== undefined) return sendPage(response, boxPage(box));
    sendPage(response, noticePage({ title: said.wrongBoxTitle, text: [said.wrongBox] }), 400);
  });
  return router;
}

async function shaped(parts: GrocerParts, request: Request, response: Response) {
  const answer = await takeAnswer(parts, request, response);
  const { notice, ...looked } = await look(parts, request, response);
  // Of strangers nothing is kept, not even that they were here.
  if (!isStranger(request)) await saveVisit(request);
  const shop = shapeShop(looked.preferences ?? [], parts.now());
  return { ...looked, shop, notice: answer ?? notice };
}

const isStranger = ({ session }: Request): boolean =>
  session.consent === undefined && session.asked === undefined && session.waiting === undefined;

function standingOf({ session }: Request): Standing {
  if (session.consent !== undefined) return 'shared';
  if (session.waiting !== undefined) return 'waiting';
  return session.asked === undefined ? 'stranger' : 'asked';
}

/** The company's own page in the dashboard, where that is known; else the gateway's front page, which leads there. */
function steeringOf({ client, gateway, dashboard }: GrocerParts, origin: string) {
  if (dashboard === undefined || origin !== gateway.origin) return { label: seen.gateway, url: `${origin}/` };
  const page = `/companies/${encodeURIComponent(client.clientId)}`;
  return { label: seen.dashboard, url: new URL(page, dashboard).href };
}
