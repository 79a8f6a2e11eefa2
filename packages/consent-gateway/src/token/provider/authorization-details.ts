import {
  type AuthorizationDetails,
  addDuration,
  askedDetailsSchema,
  askedEntrySchema,
  type Categories,
  DATA_ACCESS,
  isWithin,
} from '@parley/protocol';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { namesPrototype } from '../../names-prototype.ts';

interface AskingOptions {
  resource: string;
  now: () => Date;
  /** What can be asked for here. */
  categories: Categories;
}

/** Asked → granted → in the token: never more than the consent. RFC 9396 as the library's callbacks. */
export function richAuthorizationRequests(options: AskingOptions): object {
  return {
    enabled: true,
    types: {
      [DATA_ACCESS]: { validate: (_ctx: KoaContextWithOIDC, detail: unknown) => checkEntry(detail, options) },
    },
    authorizationDetailsForGrantSource: (ctx: KoaContextWithOIDC) => grantedDetails(ctx),
    authorizationDetailsForAccessToken: (ctx: KoaContextWithOIDC) => detailsForToken(ctx, options.categories),
    authorizationDetailsForIntrospection: () => undefined,
  };
}

/** How far ahead a consent may end. */
const LONGEST_CONSENT = 'P12M';
const CLOCK_TOLERANCE_MS = 60_000;

function checkEntry(detail: unknown, options: AskingOptions): void {
  if (namesPrototype(detail)) throw refused('a member with a name that is never used');
  const entry = askedEntrySchema(options.categories).safeParse(detail);
  if (!entry.success)
    throw refused(entry.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  if (entry.data.locations[0] !== options.resource)
    throw refused(`locations: must be exactly ["${options.resource}"]`);
  const until = Date.parse(entry.data.access.until);
  if (until <= options.now().getTime()) throw refused('access.until: lies in the past');
  if (until > addDuration(options.now(), LONGEST_CONSENT, 1).getTime() + CLOCK_TOLERANCE_MS)
    throw refused('access.until: at most 12 months ahead');
}

/** The rules that hold between entries: one to eight, each with a purpose of its own. Runs at the pushed request. */
export function checkAllEntries(text: string | undefined, categories: Categories): AuthorizationDetails {
  const parsed = askedDetailsSchema(categories).safeParse(parse(text));
  if (!parsed.success) {
    throw refused(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') ||
        'one to eight entries',
    );
  }
  return parsed.data;
}

function grantedDetails(ctx: KoaContextWithOIDC): AuthorizationDetails {
  return (ctx.oidc.entities.Grant?.rar ?? []) as unknown as AuthorizationDetails;
}

/** A vendor may ask for a token that can do less than the consent; never one that can do more. */
function detailsForToken(ctx: KoaContextWithOIDC, categories: Categories): AuthorizationDetails {
  const granted = grantedDetails(ctx);
  const text = ctx.oidc.params?.['authorization_details'] as string | undefined;
  if (text === undefined) return granted;
  const asked = checkAllEntries(text, categories);
  if (!isWithin(asked, granted)) throw refused('exceeds what the owner approved');
  return asked;
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const MAX_REASON = 500;
const refused = (why: string): Error =>
  new errors.InvalidAuthorizationDetails(why.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_REASON));
