import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Judged } from '../shape/judge.ts';
import type { Choice, ShapedShop } from '../shape/shape-shop.ts';
import type { Packaging, Slot } from '../shop/catalogue.ts';
import { because, said } from '../text/en.ts';

/** How the box comes, and in what: chosen beforehand, and changed by whoever wants it otherwise. */
export function boxChoices({ slots, packagings }: ShapedShop): VNode {
  return html`<section class="box card" aria-labelledby="box">
    <h2 id="box">${said.boxTitle}</h2>
    <div class="choices">${choices('slot', said.delivery, slots)} ${choices('packaging', said.packaging, packagings)}</div>
    <button>${said.makeBox}</button>
  </section>`;
}

function choices(name: string, legend: string, { options, chosen }: Choice<Slot | Packaging>): VNode {
  return html`<fieldset>
    <legend>${legend}</legend>
    ${options.map((option) => choice(name, option, option.thing.id === chosen))}
  </fieldset>`;
}

function choice(
  name: string,
  { thing, isLeftOut, reasons }: Judged<Slot | Packaging>,
  isChosen: boolean,
): VNode {
  const note = 'note' in thing ? thing.note : undefined;
  const first = isChosen && !isLeftOut ? said.chosenForYou : said.notForYou;
  const isTold = reasons.length > 0;
  return html`<label class=${isChosen ? 'chosen' : undefined}>
    <input type="radio" name=${name} value=${thing.id} checked=${isChosen} />
    <span
      >${thing.name}${note !== undefined && html` <small class="soft">${note}</small>`}${isTold && html`<small class="reason">${isChosen || isLeftOut || isAgainst(reasons) ? `${first}, ${because(reasons)}` : `${said.fits}, ${because(reasons)}`}</small>`}</span
    >
  </label>`;
}

const isAgainst = (reasons: Judged<Slot>['reasons']): boolean =>
  reasons.some(({ strength }) => strength === 'avoid' || strength === 'refuse');
