// The pages, as plain HTML.

export function page(title, body) {
  return `<!doctype html><meta charset="utf-8"><title>${asText(title)}</title><h1>${asText(title)}</h1>${body}`;
}

export function showItems(title, items) {
  const rows = items.map((item) => `<li>${asText(factsOf(item))}</li>`);
  return `<h2>${asText(title)}</h2><ul>${rows.join('')}</ul>`;
}

function factsOf({ id: _id, ...fields }) {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** What people wrote is text, never markup. */
function asText(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
