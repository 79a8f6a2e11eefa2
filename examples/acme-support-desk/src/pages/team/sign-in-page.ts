import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { team } from '../../text/en.ts';
import { layout } from '../layout.ts';

export function signInPage({ isWrong }: { readonly isWrong: boolean }): VNode {
  const body = html`<section class="card notice">
    <h1>${team.signInTitle}</h1>
    <p>${team.signInLead}</p>
    ${isWrong && html`<p class="fault" role="alert">${team.signInWrong}</p>`}
    <form class="fields" method="post" action="/team/sign-in">
      <label for="password">${team.password}</label>
      <input id="password" name="password" type="password" required autocomplete="current-password" />
      <button>${team.signIn}</button>
    </form>
  </section>`;
  return layout({ title: team.signInTitle, body });
}
