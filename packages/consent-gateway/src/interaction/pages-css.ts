/** The style sheet of the plain pages: one type scale, one spacing scale, light and dark. */
export const PAGES_CSS = `
:root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6577; --line: #d9dee7; --paper: #ffffff; --ground: #f5f6f9; --accent: #1f5fbf; --accent-ink: #ffffff; --warn: #8a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf2; --soft: #a3adbf; --line: #343d4f; --paper: #1b2130; --ground: #12161f; --accent: #7fb0ff; --accent-ink: #0d1420; --warn: #ffbf73; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
header { padding: 1rem 1.5rem; }
.brand { margin: 0; font-weight: 650; letter-spacing: .02em; }
main { max-width: 42rem; margin: 0 auto 3rem; padding: 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; }
@media (max-width: 44rem) { main { border-radius: 0; border-width: 1px 0; } }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; text-wrap: balance; }
h2 { font-size: 1.125rem; margin: 1.75rem 0 .5rem; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
.warn { color: var(--warn); font-weight: 600; }
fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: .75rem 1rem 1rem; }
legend { font-weight: 600; padding: 0 .375rem; }
label.choice { display: flex; gap: .625rem; align-items: baseline; padding: .3rem 0; }
label.choice input { inline-size: 1.1rem; block-size: 1.1rem; flex: none; accent-color: var(--accent); translate: 0 .15rem; }
label.field { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input[type=url], input[type=date] { width: 100%; font: inherit; padding: .625rem .75rem; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: .5rem; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
button, a.button { font: inherit; font-weight: 600; padding: .7rem 1.25rem; min-height: 2.75rem; border-radius: .5rem; border: 1px solid var(--accent); background: var(--accent); color: var(--accent-ink); cursor: pointer; text-decoration: none; }
button.second { background: transparent; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: .25rem 1rem; margin: .75rem 0; }
dt { color: var(--soft); } dd { margin: 0; }
code { font-size: .875em; }
`.trimStart();
