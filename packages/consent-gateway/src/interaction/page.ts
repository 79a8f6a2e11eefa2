import type { Response } from 'express';
import { html, type Markup } from './html.ts';

export interface Page {
  readonly title: string;
  readonly gatewayName: string;
  readonly body: Markup;
  readonly local: boolean;
}

/** A plain page: no script, one style sheet, never framed. It works in any browser. */
export function sendPage(response: Response, page: Page & { status?: number }): void {
  const { policy, document } = renderPage(page);
  response.setHeader('Content-Security-Policy', policy);
  response
    .status(page.status ?? 200)
    .type('html')
    .send(document);
}

/** The page's text, and the content policy it needs. */
export function renderPage(page: Page): { policy: string; document: string } {
  const formTargets = page.local ? "'self' https: http://localhost:* http://127.0.0.1:*" : "'self' https:";
  const policy = `default-src 'none'; style-src 'self'; form-action ${formTargets}; base-uri 'none'; frame-ancestors 'none'`;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · ${page.gatewayName}</title>
<link rel="stylesheet" href="/assets/pages.css">
</head>
<body>
<header><p class="brand">${page.gatewayName}</p></header>
<main>
<h1>${page.title}</h1>
${page.body}
</main>
</body>
</html>
`;
  return { policy, document: document.text };
}
