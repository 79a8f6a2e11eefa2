import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { SHOP, said } from '../text/en.ts';

export interface PageParts {
  readonly title: string;
  readonly body: VNode | readonly VNode[];
  readonly at?: 'shop' | 'seen';
}

const STYLES = ['page.css', 'shop.css', 'seen.css'] as const;

export function layout({ title, body, at }: PageParts): VNode {
  const place = (name: PageParts['at'], path: string, text: string): VNode =>
    html`<a href=${path} aria-current=${at === name ? 'page' : undefined}>${text}</a>`;
  return html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${`${title} · ${SHOP}`}</title>
      ${STYLES.map((name) => html`<link rel="stylesheet" href=${`/styles/${name}`} />`)}
      <link rel="icon" href="/drawings/leaf.svg" type="image/svg+xml" />
    </head>
    <body>
      <header class="top">
        <a class="brand" href="/"><img src="/drawings/leaf.svg" alt="" width="28" height="28" />${SHOP}</a>
        <nav aria-label="Main">${place('shop', '/', said.toShop)}${place('seen', '/seen', said.why)}</nav>
      </header>
      <main>${body}</main>
      <footer>
        <p>${said.footer}</p>
      </footer>
    </body>
  </html>`;
}

/** A form with one button. */
export function button(action: string, label: string, kind: 'first' | 'quiet' = 'first'): VNode {
  return html`<form method="post" action=${action}><button class=${kind}>${label}</button></form>`;
}
