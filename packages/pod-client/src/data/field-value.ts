import { type CategoryField, type FieldValue, XSD } from '@parley/protocol';
import { type LiteralTerm, type Term, termKey } from '../rdf/term.ts';
import { dateTime, iri, text } from '../rdf/terms.ts';

const NUMBERS = new Set<string>([
  XSD.integer,
  XSD.decimal,
  'http://www.w3.org/2001/XMLSchema#double',
  'http://www.w3.org/2001/XMLSchema#int',
]);

/** One text in more languages than this is none that somebody wrote. */
const MAX_TRANSLATIONS = 256;

/** The value of a single-valued field, or `undefined` where the terms are not exactly one value of its kind. */
export function toFieldValue(
  field: CategoryField,
  terms: readonly Term[],
): Exclude<FieldValue, readonly unknown[]> | undefined {
  if (terms.length > MAX_TRANSLATIONS) return undefined;
  if (field.kind === 'token') {
    const words = Object.entries(field.values ?? {}).filter(([, iri]) =>
      terms.some((term) => term.value === iri && term.kind === 'iri'),
    );
    return words.length === 1 && terms.length === 1 ? words[0]?.[0] : undefined;
  }
  const literal = oneLiteral(
    field.scheme === undefined ? terms : terms.map((term) => plain(term, field.scheme)),
  );
  if (literal === undefined) return undefined;
  if (field.kind === 'instant') return toInstant(literal);
  return field.kind === 'value' ? toValue(literal) : literal.value;
}

/** An address such as `mailto:ann@example.org` as the text that it stands for; any other term as it is. */
function plain(term: Term, scheme = ''): Term {
  if (term.kind !== 'iri' || !term.value.startsWith(scheme)) return term;
  const [encoded = ''] = term.value.slice(scheme.length).split('?');
  try {
    return text(decodeURIComponent(encoded));
  } catch {
    return term;
  }
}

/** Whether an item can have several of it, each added by itself and never written with the item. */
export const isMany = ({ kind }: Pick<CategoryField, 'kind'>): boolean =>
  kind === 'messages' || kind === 'attachments';

/** The term that a value is written as. */
export function toTerm(field: CategoryField, value: FieldValue): Term | undefined {
  if (field.kind === 'token') {
    const token =
      typeof value === 'string' && Object.hasOwn(field.values ?? {}, value)
        ? field.values?.[value]
        : undefined;
    return token === undefined ? undefined : iri(token);
  }
  if (field.kind === 'instant')
    return typeof value === 'string' && isInstant(value) ? dateTime(value) : undefined;
  if (field.kind === 'text') return typeof value === 'string' ? text(value) : undefined;
  if (isMany(field)) return undefined;
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return { kind: 'literal', value: `${value}`, datatype: XSD.boolean };
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  const lexical = `${value}`;
  // xsd:decimal has no exponent.
  const datatype = Number.isSafeInteger(value)
    ? XSD.integer
    : /e/.test(lexical)
      ? 'http://www.w3.org/2001/XMLSchema#double'
      : XSD.decimal;
  return { kind: 'literal', value: lexical, datatype };
}

/** An RFC 3339 instant in UTC, with its milliseconds as `toISOString` has them, from a date or a dateTime; without a zone it counts as UTC. */
export function toInstant({ value, datatype }: LiteralTerm): string | undefined {
  const lexical = datatype === XSD.date ? `${value.slice(0, 10)}T00:00:00Z` : value;
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/.exec(lexical);
  if (match === null) return undefined;
  const at = new Date(`${match[1]}${match[2] ?? 'Z'}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

function isInstant(value: string): boolean {
  return toInstant({ kind: 'literal', value, datatype: XSD.dateTime }) !== undefined;
}

function toValue({ value, datatype }: LiteralTerm): string | number | boolean | undefined {
  if (datatype === XSD.boolean)
    return value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : undefined;
  if (!NUMBERS.has(datatype)) return value;
  const number = Number(value);
  return value.trim() !== '' && Number.isFinite(number) ? number : undefined;
}

/** The one literal; of translations the one without a language, else the first by its language tag. */
function oneLiteral(terms: readonly Term[]): LiteralTerm | undefined {
  const literals = terms.flatMap((term) => (term.kind === 'literal' ? [term] : []));
  const distinct = new Set(literals.map((literal) => literal.language ?? ''));
  if (literals.length !== terms.length || distinct.size !== new Set(literals.map(termKey)).size)
    return undefined;
  return literals.toSorted((a, b) => (a.language ?? '').localeCompare(b.language ?? ''))[0];
}
