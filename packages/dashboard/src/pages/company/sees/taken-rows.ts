import type { AuthorizationDetails, EntryChange } from '@parley/protocol';
import type { Words } from '../../../words/en.ts';
import type { Formats } from '../../../words/formats.ts';
import type { Vocabulary } from '../../../words/use-vocabulary.ts';

/** One line of what is taken away: of what, and which. */
export interface TakenRow {
  readonly what: string;
  /** Some are words of the company. */
  readonly which: readonly string[];
}

interface Saying {
  readonly words: Words;
  readonly vocabulary: Vocabulary;
  readonly formats: Formats;
  /** Before. With several purposes each line names its own. */
  readonly details: AuthorizationDetails;
}

/** What a narrowing takes away, line by line. */
export function takenRows(changes: readonly EntryChange[], saying: Saying): TakenRow[] {
  const { words, vocabulary, formats, details } = saying;
  const { taking } = words.company;
  return changes.flatMap((change): TakenRow[] => {
    const purpose = vocabulary.purpose(change.purpose);
    if (change.removed === true) return [{ what: taking.purpose, which: [purpose] }];
    const named = (what: string) => (details.length > 1 ? `${purpose}: ${what}` : what);
    const row = (what: string, which: readonly string[] | undefined): TakenRow[] =>
      which === undefined || which.length === 0 ? [] : [{ what: named(what), which }];
    const { removed_categories: gone = [], removed_fields: fields = {}, filters = {}, until } = change;
    return [
      ...gone.flatMap((name) => row(vocabulary.category(name), [taking.all])),
      ...Object.entries(fields)
        .filter(([name]) => !gone.includes(name))
        .flatMap(([name, which]) =>
          row(
            vocabulary.category(name),
            which.map((field) => vocabulary.field(name, field)),
          ),
        ),
      ...Object.entries(filters).flatMap(([name, limits]) =>
        Object.values(limits).flatMap((limit) => row(vocabulary.category(name), valuesGone(limit, saying))),
      ),
      ...row(
        taking.actions,
        change.removed_actions?.map((name) => words.request.actions[name] ?? name),
      ),
      ...row(taking.recipients, change.removed_recipients),
      ...(until?.to === undefined ? [] : row(words.company.shares.until, [formats.day(until.to)])),
    ];
  });
}

type Limit = NonNullable<EntryChange['filters']>[string][string];

/** The words of a list that are out; or what is meant for others. */
function valuesGone(
  { from, to }: Limit,
  { words, vocabulary }: Pick<Saying, 'words' | 'vocabulary'>,
): readonly string[] {
  if (!Array.isArray(from)) return from === 'anyone' ? [words.company.taking.others] : [];
  const left = Array.isArray(to) ? to : [];
  return from.filter((value) => !left.includes(value)).map((value) => vocabulary.value(value));
}
