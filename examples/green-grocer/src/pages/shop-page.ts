import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Notice } from '../read/look.ts';
import type { ShapedShop, Shelf } from '../shape/shape-shop.ts';
import { because, said, sectionNames } from '../text/en.ts';
import { boxChoices } from './box-choices.ts';
import { layout } from './layout.ts';
import { notice } from './notice-page.ts';
import { productCard } from './product-card.ts';
import { type Standing, standingCard } from './standing-card.ts';

export interface ShopPageOptions {
  readonly shop: ShapedShop;
  readonly standing: Standing;
  readonly notice: Notice | undefined;
}

export function shopPage({ shop, standing, ...options }: ShopPageOptions): VNode {
  const isShaped = shop.wishes.length > 0;
  const title = isShaped ? said.shapedTitle : said.neutralTitle;
  const body = html`
    ${notice(options.notice)}
    <section class="hero">
      <div>
        <h1>${title}</h1>
        <p class="lead">${isShaped ? shapedLead(shop) : said.neutralLead}</p>
      </div>
      ${standingCard(standing)}
    </section>
    <form method="post" action="/box">
      ${shop.shelves.filter(({ products }) => products.length > 0).map(shelf)} ${leftOut(shop)}
      ${boxChoices(shop)}
    </form>
  `;
  return layout({ title, body, at: 'shop' });
}

function shapedLead({ wishes }: ShapedShop): string {
  const count = new Set(wishes.map(({ preferenceId }) => preferenceId)).size;
  return said.shapedBy(count);
}

function shelf({ section, products }: Shelf): VNode {
  return html`<section class="shelf" aria-labelledby=${section}>
    <h2 id=${section}>${sectionNames[section]}</h2>
    <ul class="products">
      ${products.map(productCard)}
    </ul>
  </section>`;
}

function leftOut({ leftOut: judged }: ShapedShop): VNode | undefined {
  if (judged.length === 0) return undefined;
  return html`<details class="left-out" open>
    <summary>${said.leftOut(judged.length)}</summary>
    <ul>
      ${judged.map(({ thing, reasons }) => html`<li><strong>${thing.name}</strong>, ${because(reasons)}</li>`)}
    </ul>
  </details>`;
}
