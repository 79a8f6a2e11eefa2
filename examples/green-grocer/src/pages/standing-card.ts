import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { said } from '../text/en.ts';
import { button } from './layout.ts';

/** How shop and visitor stand: nobody has asked, a question is open, or something is shared. */
export type Standing = 'stranger' | 'asked' | 'waiting' | 'shared';

export function standingCard(standing: Standing): VNode {
  const cards = { stranger: offer, asked, waiting, shared };
  return html`<aside class="card standing">${cards[standing]()}</aside>`;
}

function offer(): VNode {
  return html`<h2>${said.offerTitle}</h2>
    <p>${said.offer}</p>
    ${button('/ask', said.ask)}
    <details>
      <summary>${said.elsewhere}</summary>
      <form method="post" action="/ask" class="elsewhere">
        <label for="address">${said.address}</label>
        <input id="address" name="address" type="url" required maxlength="2000" placeholder="https://" />
        <button class="quiet">${said.askThere}</button>
      </form>
    </details>`;
}

function asked(): VNode {
  return html`<h2>${said.openTitle}</h2>
    <p>${said.open}</p>
    <div class="actions">${button('/ask', said.askAgain)}${button('/cancel', said.cancel, 'quiet')}</div>`;
}

function waiting(): VNode {
  return html`<h2>${said.waitingTitle}</h2>
    <p>${said.waiting}</p>
    <div class="actions">
      <a class="button" href="/">${said.lookAgain}</a>${button('/cancel', said.cancel, 'quiet')}
    </div>`;
}

function shared(): VNode {
  return html`<h2>${said.sharedTitle}</h2>
    <p>${said.shared}</p>
    <p><a class="button quiet" href="/seen">${said.why}</a></p>`;
}
