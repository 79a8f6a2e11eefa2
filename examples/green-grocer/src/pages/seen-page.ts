import type { Consent, Preference } from '@parley/vendor-sdk';
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Notice } from '../read/look.ts';
import type { ShapedShop } from '../shape/shape-shop.ts';
import { seen } from '../text/en.ts';
import type { Looks } from '../visit/visit.ts';
import { agreedTerms } from './agreed-terms.ts';
import { button, layout } from './layout.ts';
import { notice } from './notice-page.ts';
import { seenPreference } from './seen-preference.ts';

export interface SeenPageOptions {
  /** `undefined`: nothing is shared, or it cannot be looked at. */
  readonly consent: Consent | undefined;
  readonly preferences: readonly Preference[] | undefined;
  readonly notice: Notice | undefined;
  readonly shop: ShapedShop;
  readonly looks: Looks | undefined;
  readonly now: Date;
  /** Where the owner steers it. */
  readonly steering: { readonly label: string; readonly url: string } | undefined;
}

export function seenPage(options: SeenPageOptions): VNode {
  const { consent } = options;
  const body = html`
    ${notice(options.notice)}
    <h1>${seen.title}</h1>
    ${consent === undefined ? options.notice === undefined && nothing() : whole({ ...options, consent })}
  `;
  return layout({ title: seen.title, body, at: 'seen' });
}

function nothing(): VNode {
  return html`<section class="card narrow">
    <h2>${seen.nothingTitle}</h2>
    <p>${seen.nothing}</p>
  </section>`;
}

function whole({
  consent,
  preferences,
  shop,
  steering,
  ...used
}: SeenPageOptions & { consent: Consent }): VNode {
  return html`<div class="seen">
    <section aria-labelledby="now">
      <h2 id="now">${seen.now}</h2>
      ${preferences !== undefined && html`<p class="soft">${seen.lead}</p>`}
      ${
        preferences === undefined || preferences.length === 0
          ? html`<p class="empty">${preferences === undefined ? seen.unseen : seen.noneNow}</p>`
          : html`<ul class="preferences">
              ${preferences.map((each) => seenPreference(each, shop))}
            </ul>`
      }
    </section>
    <aside class="card" aria-labelledby="terms">
      <h2 id="terms">${seen.terms}</h2>
      ${agreedTerms(consent, used)}
      <h3>${seen.steer}</h3>
      <p>${seen.steerText}</p>
      <div class="actions">
        ${steering !== undefined && html`<a class="button" href=${steering.url}>${steering.label}</a>`}
        <a class="button quiet" href="/receipt">${seen.receipt}</a>${button('/stop', seen.stop, 'quiet')}
      </div>
    </aside>
  </div>`;
}
