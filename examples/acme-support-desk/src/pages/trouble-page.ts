import { type Html, html } from '../html.ts';
import { button, layout } from './layout.ts';

export interface TroublePageOptions {
  readonly title: string;
  readonly text: readonly string[];
  readonly canConnect?: boolean;
  readonly canRetry?: boolean;
}

export function troublePage({ title, text, canConnect = false, canRetry = false }: TroublePageOptions): Html {
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
