import type { Breach } from '@parley/protocol';
import { html, type Markup } from './html.ts';

/** What goes beyond terms, in words, under a sentence that says which; nothing where nothing does. */
export function breachList(which: string, breaches: readonly Breach[]): Markup | '' {
  if (breaches.length === 0) return '';
  return html`<div class="warn" role="alert">
<p>${which}</p>
<ul>
${breaches.map(({ words }) => html`<li>${words}</li>`)}
</ul>
</div>`;
}
