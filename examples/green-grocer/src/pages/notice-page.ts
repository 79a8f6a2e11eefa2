import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Notice } from '../read/look.ts';
import { said } from '../text/en.ts';
import { layout } from './layout.ts';

/** A page of a few words: what went wrong, or what was done. */
export function noticePage({ title, text }: Notice): VNode {
  const body = html`<section class="card narrow">
    <h1>${title}</h1>
    ${text.map((paragraph) => html`<p>${paragraph}</p>`)}
    <p><a class="button" href="/">${said.back}</a></p>
  </section>`;
  return layout({ title, body });
}

/** The same above a page that goes on. */
export function notice(said: Notice | undefined): VNode | undefined {
  if (said === undefined) return undefined;
  return html`<section class="notice" role="status">
    <h2>${said.title}</h2>
    ${said.text.map((paragraph) => html`<p>${paragraph}</p>`)}
  </section>`;
}
