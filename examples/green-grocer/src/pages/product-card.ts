import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Judged } from '../shape/judge.ts';
import type { Product } from '../shop/catalogue.ts';
import { because, said, traitTags } from '../text/en.ts';
import { inEuros } from '../text/numbers.ts';

/** One product, and why it stands where it stands. */
export function productCard({ thing, score, reasons }: Judged<Product>): VNode {
  const tags = thing.traits.flatMap((trait) => traitTags[trait] ?? []);
  const kind = score > 0 ? 'liked' : score < 0 ? 'rather-not' : '';
  return html`<li class=${`product ${kind}`.trim()}>
    <div class="tile"><img src=${`/drawings/${thing.id}.svg`} alt="" width="96" height="96" /></div>
    <h3>${thing.name}</h3>
    <p class="soft">${thing.note}</p>
    ${tags.length > 0 && html`<p class="tags">${tags.map((tag) => html`<span>${tag}</span>`)}</p>`}
    ${reasons.length > 0 && html`<p class="reason">${said.here(score)} ${because(reasons)}</p>`}
    <div class="buy">
      <p class="price"><strong>${inEuros(thing.cents)}</strong> <span class="soft">${thing.unit}</span></p>
      <label class="add"
        ><input type="checkbox" name="product" value=${thing.id} /><span
          >${said.add}<span class="unseen">${` ${thing.name}`}</span></span
        ></label
      >
    </div>
  </li>`;
}
