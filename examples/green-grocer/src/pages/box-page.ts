import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Box } from '../shop/read-box.ts';
import { said } from '../text/en.ts';
import { inEuros } from '../text/numbers.ts';
import { layout } from './layout.ts';

export function boxPage({ products, slot, packaging }: Box): VNode {
  const total = products.reduce((sum, { cents }) => sum + cents, 0);
  const body = html`<section class="card narrow">
    <h1>${said.boxReady}</h1>
    ${
      products.length === 0
        ? html`<p>${said.boxEmpty}</p>`
        : html`<ul class="bill">
            ${products.map(({ name, unit, cents }) => html`<li><span>${name} <small class="soft">${unit}</small></span><span>${inEuros(cents)}</span></li>`)}
            <li class="sum"><span>${said.total}</span><span>${inEuros(total)}</span></li>
          </ul>`
    }
    <dl>
      <dt>${said.delivery}</dt>
      <dd>${slot.name}</dd>
      <dt>${said.packaging}</dt>
      <dd>${packaging.name}</dd>
    </dl>
    <p class="soft">${said.noOrder}</p>
    <p><a class="button" href="/">${said.back}</a></p>
  </section>`;
  return layout({ title: said.boxReady, body });
}
