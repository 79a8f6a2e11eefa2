/** Markup in which everything that was put in is escaped; only `html` itself makes it. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | undefined | readonly Part[];

/** @example html`<p>${'<script>'}</p>`.markup // '<p>&lt;script&gt;</p>' */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = texts.map((text, index) => text + (index < parts.length ? render(parts[index]) : ''));
  return made({ markup: markup.join('') });
}

const madeHere = new WeakSet<object>();

function made(markup: Html): Html {
  madeHere.add(markup);
  return markup;
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (Array.isArray(part)) return part.map(render).join('');
  // An object from elsewhere that has `markup` too, JSON for instance, is text.
  if (typeof part === 'object' && madeHere.has(part)) return (part as Html).markup;
  return escaped(typeof part === 'object' ? JSON.stringify(part) : String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
