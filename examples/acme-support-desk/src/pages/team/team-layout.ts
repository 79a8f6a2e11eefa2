import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { team } from '../../text/en.ts';
import { button, layout } from '../layout.ts';

export function teamLayout(parts: {
  readonly title: string;
  readonly body: VNode | readonly VNode[];
  readonly at?: 'inbox' | 'measures';
}): VNode {
  const place = (name: 'inbox' | 'measures', path: string): VNode =>
    html`<a class="plain" href=${path} aria-current=${parts.at === name ? 'page' : undefined}>${team[name]}</a>`;
  const action = html`<nav class="team" aria-label="Team">
    ${place('inbox', '/team')}${place('measures', '/team/measures')}${button('/team/sign-out', team.signOut, 'quiet')}
  </nav>`;
  return layout({ ...parts, action });
}
