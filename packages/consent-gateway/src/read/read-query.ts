import type { DataCategory } from '@parley/protocol';
import type { ReadDecision } from './authorize-read.ts';
import type { ReadResource } from './read-resource.ts';
import type { Filter } from './visible/matches-filter.ts';

export interface Paging {
  readonly limit: number;
  /** As it came. */
  readonly cursor?: string;
}

/** What a vendor asks for within what it may have. */
export interface ReadQuery extends Paging {
  /** Approved fields only: a name that is unknown and one that is hidden are left out alike. */
  readonly fields: readonly string[];
  readonly filter: Filter;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
const MAX_LENGTH = 4_096;

/**
 * The query of a read. A parameter that names nothing, or something hidden, is as if it were not there.
 * `undefined`: a parameter that there is has a value that it does not take.
 */
export function readQuery(
  search: string,
  decision: ReadDecision,
  kind: ReadResource['kind'],
): ReadQuery | undefined {
  if (search.length > MAX_LENGTH) return undefined;
  const parameters = new URLSearchParams(search);
  const fields = fieldsOf(parameters, decision);
  if (kind === 'item') return { fields, filter: withDefaults({}, decision.category), limit: 1 };
  const filter = filterOf(parameters, decision);
  const paging = pagingOf(parameters);
  return filter === undefined || paging === undefined ? undefined : { fields, filter, ...paging };
}

/** What every list and the changes take. `undefined`: a value that it does not take. */
export function readPaging(search: string): Paging | undefined {
  return search.length > MAX_LENGTH ? undefined : pagingOf(new URLSearchParams(search));
}

function pagingOf(parameters: URLSearchParams): Paging | undefined {
  const [limit = String(DEFAULT_LIMIT), ...otherLimits] = parameters.getAll('limit');
  const [cursor, ...otherCursors] = parameters.getAll('cursor');
  const isLimit = /^[1-9]\d{0,2}$/.test(limit) && Number(limit) <= MAX_LIMIT;
  if (!isLimit || otherLimits.length > 0 || otherCursors.length > 0) return undefined;
  return { limit: Number(limit), ...(cursor === undefined ? {} : { cursor }) };
}

function fieldsOf(parameters: URLSearchParams, decision: ReadDecision): readonly string[] {
  const asked = listed(parameters, 'fields');
  return asked === undefined ? decision.fields : decision.fields.filter((name) => asked.includes(name));
}

/** Filters by approved fields only: one by a hidden field would tell its value. */
function filterOf(parameters: URLSearchParams, { category, fields }: ReadDecision): Filter | undefined {
  const filter: Filter = {};
  for (const [name, declared] of Object.entries(category.filters)) {
    const words = listed(parameters, name);
    const isHidden = declared.field !== undefined && !fields.includes(declared.field);
    if (words === undefined || isHidden) continue;
    if (declared.kind === 'anyOf') filter[name] = [...new Set(words)].sort();
    else if (words.length === 1 && (words[0] === 'requester' || words[0] === 'anyone'))
      filter[name] = words[0];
    else return undefined;
  }
  return withDefaults(filter, category);
}

/** Unsaid, a query does not narrow the audience that the owner approved. */
function withDefaults(filter: Filter, category: DataCategory): Filter {
  const name = Object.keys(category.filters).find((each) => category.filters[each]?.kind === 'audience');
  return name === undefined || Object.hasOwn(filter, name) ? filter : { ...filter, [name]: 'anyone' };
}

/** Words separated by commas, in one parameter or several of the name. */
function listed(parameters: URLSearchParams, name: string): readonly string[] | undefined {
  return parameters.has(name) ? parameters.getAll(name).flatMap((value) => value.split(',')) : undefined;
}
