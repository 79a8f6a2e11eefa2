import { type Html, html } from '../html.ts';

export interface PageParts {
  readonly title: string;
  readonly body: Html;
  /** On the right of the header. */
  readonly action?: Html | undefined;
}

export function layout({ title, body, action }: PageParts): Html {
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Acme Broadband</title>
<link rel="stylesheet" href="/acme.css">
<link rel="stylesheet" href="/desk.css">
</head>
<body>
<header class="top">
<a class="brand" href="/"><span class="signal" aria-hidden="true"><i></i><i></i><i></i></span>Acme <span>Broadband</span></a>
${action}
</header>
<main>${body}</main>
<footer>
<p>Acme Broadband is an example company of the Parley project. Its support desk reads what you approved when it is needed.</p>
</footer>
</body>
</html>`;
}

/** A form with one button. */
export function button(action: string, label: string, kind: 'first' | 'quiet' = 'first'): Html {
  return html`<form method="post" action="${action}"><button class="${kind}">${label}</button></form>`;
}
