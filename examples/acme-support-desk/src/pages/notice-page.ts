import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { button, layout } from './layout.ts';

export interface NoticePageOptions {
  readonly title: string;
  readonly text: readonly string[];
  readonly canConnect?: boolean;
  readonly canRetry?: boolean;
}

/** A page of a few words: what went wrong, or what was done. */
export function noticePage({ title, text, canConnect = false, canRetry = false }: NoticePageOptions): VNode {
  return layout({
    title,
    body: html`<section class="card notice">
<h1>${title}</h1>
${text.map((paragraph) => html`<p>${paragraph}</p>`)}
<div class="actions">
${canConnect ? button('/connect', 'Connect with Parley') : undefined}
${canRetry ? html`<a class="button" href="/desk">Try again</a>` : undefined}
<a class="plain" href="/">Back to the start</a>
</div>
</section>`,
  });
}
