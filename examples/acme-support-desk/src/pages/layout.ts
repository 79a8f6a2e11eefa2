import { html } from 'htm/preact';
import type { VNode } from 'preact';

export const STYLES = ['acme.css', 'desk.css', 'team.css'] as const;

export interface PageParts {
  readonly title: string;
  readonly body: VNode | readonly VNode[];
  /** On the right of the header. */
  readonly action?: VNode | undefined;
}

export function layout({ title, body, action }: PageParts): VNode {
  return html`<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${`${title} · Acme Broadband`}</title>
${STYLES.map((name) => html`<link rel="stylesheet" href=${`/styles/${name}`} />`)}
</head>
<body>
<header class="top">
<a class="brand" href="/"><span class="signal" aria-hidden="true"><i></i><i></i><i></i></span>Acme <span>Broadband</span></a>
${action}
</header>
<main>${body}</main>
<footer>
<p>Acme Broadband is an example company of the Parley project. Its support desk keeps a copy of what you approved, for as long as you let it.</p>
</footer>
</body>
</html>`;
}

/** A form with one button. */
export function button(action: string, label: string, kind: 'first' | 'quiet' = 'first'): VNode {
  return html`<form method="post" action="${action}"><button class="${kind}">${label}</button></form>`;
}
