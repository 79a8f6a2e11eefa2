import type { Preference } from '@parley/vendor-sdk';
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { effectsOf } from '../shape/effects-of.ts';
import type { ShapedShop } from '../shape/shape-shop.ts';
import { fieldNames, inARow, seen, strengthNames } from '../text/en.ts';
import { asDay } from '../text/numbers.ts';

/** One approved preference: each value as the shop got it, and what it does on the page. */
export function seenPreference(preference: Preference, shop: ShapedShop): VNode {
  const { topic, strength, value, statement, validFrom, validUntil } = preference;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [fieldNames['value'] ?? '', value === undefined ? undefined : String(value)],
    [fieldNames['statement'] ?? '', statement],
    [fieldNames['validFrom'] ?? '', validFrom && asDay(validFrom)],
    [fieldNames['validUntil'] ?? '', validUntil && asDay(validUntil)],
  ];
  const shown = rows.flatMap(([name, text]) =>
    text === undefined ? [] : [html`<dt>${name}</dt><dd>${text}</dd>`],
  );
  return html`<li class="card">
    <p class="about">
      ${topic !== undefined && html`<strong>${topic}</strong>`}${strength !== undefined && html`<span>${(strengthNames as Readonly<Record<string, string>>)[strength] ?? strength}</span>`}
    </p>
    ${shown.length > 0 && html`<dl>${shown}</dl>`}
    <h3>${seen.does}</h3>
    ${doings(preference.id, shop)}
  </li>`;
}

function doings(preferenceId: string, shop: ShapedShop): VNode {
  if (!shop.wishes.some((wish) => wish.preferenceId === preferenceId))
    return html`<p class="soft">${seen.doesNothing}</p>`;
  const effects = effectsOf(preferenceId, shop);
  const done = (['leftOut', 'movedUp', 'movedDown', 'chosen', 'spared'] as const).filter(
    (name) => effects[name].length > 0,
  );
  if (done.length === 0) return html`<p class="soft">${seen.matchesNothing}</p>`;
  return html`<dl class="effects">
    ${done.map((name) => html`<dt>${seen[name]}</dt><dd>${inARow(effects[name])}</dd>`)}
  </dl>`;
}
