// What a person sees and does on a page of SolidOS's issue pane.

import type { Element, HTMLElement, HTMLInputElement, HTMLSelectElement, Window } from 'happy-dom';

/** SolidOS asks for the older `keyCode`. */
const ENTER = 13;

export interface SolidOsPage {
  /** What the pane calls the thing: a tracker or an issue. */
  readonly kind: string | null;
  heading(): string | undefined;
  /** A tracker's table: title and state of each issue in it. */
  rows(): readonly (readonly [title: string, state: string])[];
  /** The states by which a tracker's table can be narrowed. */
  states(): readonly string[];
  /** An issue's state, as its menu shows it. */
  state(): string | undefined;
  /** The text in a field of an issue's form. */
  field(name: string): string | undefined;
  /** An issue's thread, in the order on the page. */
  messages(): readonly { readonly content: string; readonly maker: string }[];
  /** These throw where what is to be used is not on the page, or not yet. */
  chooseState(state: string): void;
  fillIn(name: string, text: string): void;
  send(message: string): void;
  deleteMessage(content: string): void;
}

export function solidOsPage(page: HTMLElement, kind: string | null, window: Window): SolidOsPage {
  const all = (selector: string, within: Element = page): Element[] => [...within.querySelectorAll(selector)];
  const named = (selector: string, text: string, within: Element = page): HTMLElement =>
    present(all(selector, within).find(({ textContent }) => textContent === text)) as HTMLElement;
  const control = (name: string): HTMLInputElement =>
    present(named('a', name).parentElement?.parentElement?.querySelector('input, textarea'));
  const messageRows = (): Element[] => all('tr.hoverControl');
  const stateMenu = (): HTMLSelectElement => present(page.querySelector('select'));
  return {
    kind,
    heading: () => page.querySelector('h2')?.textContent,
    rows: () =>
      all('.tableViewPane tr')
        .filter((row) => row.querySelector('td a[href]') !== null)
        .map((row) => {
          const [, title, state] = all('td', row).map(({ textContent }) => textContent);
          return [title ?? '', state ?? ''] as const;
        }),
    states: () => all('tr.selectors option').map(({ textContent }) => textContent),
    // @NOTE By the attribute: the DOM forgets which option was chosen when another one is appended after it.
    state: () => stateMenu().querySelector('option[selected]')?.textContent,
    field: (name) => control(name).value,
    messages: () =>
      messageRows().map((row) => ({
        content: row.querySelector('p')?.textContent ?? '',
        maker: row.querySelector('a')?.getAttribute('href') ?? '',
      })),
    chooseState(state) {
      const menu = stateMenu();
      menu.selectedIndex = all('option', menu).indexOf(named('option', state, menu));
      menu.dispatchEvent(new window.Event('change'));
    },
    fillIn(name, text) {
      const field = control(name);
      field.value = text;
      field.dispatchEvent(new window.Event('change'));
    },
    send(message) {
      const field = present<HTMLInputElement>(page.querySelector('tr textarea'));
      field.value = message;
      field.dispatchEvent(new window.KeyboardEvent('keyup', { keyCode: ENTER }));
    },
    deleteMessage(content) {
      const row = present<Element>(
        messageRows().find((each) => each.querySelector('p')?.textContent === content),
      );
      named('button', '-', row).click();
      named('button', 'Delete message', row).click();
    },
  };
}

function present<T>(element: unknown): T {
  if (element === null || element === undefined) throw new Error('It is not on the page.');
  return element as T;
}
