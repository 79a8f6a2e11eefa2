import type { AuthorizationDetails, DataAccess } from '@parley/protocol';
import { type Choice, isChosen, type Part } from './choice.ts';

/**
 * What is given, exactly: it lies inside what was asked, and nothing in it is empty. A category of which no field is left, or no value
 * of a list that limits it, is out, and so is a purpose without categories. An empty answer: nothing is left that could be given.
 */
export function approvedOf(details: AuthorizationDetails, choice: Choice): AuthorizationDetails {
  return details.flatMap((entry) => {
    const isOn = (part: Part) => isChosen(choice, entry.purpose, part);
    const datatypes = entry.datatypes.filter((category) => isLeft(entry, category, isOn));
    const actions = entry.actions.filter((name) => name === 'read' || isOn({ kind: 'action', name }));
    if (datatypes.length === 0 || actions.length === 0) return [];
    return [
      {
        ...entry,
        datatypes,
        fields: pick(datatypes, (category) => fieldsLeft(entry, category, isOn)),
        filter: pick(
          datatypes.filter((category) => entry.filter[category] !== undefined),
          (category) => filterLeft(entry, category, isOn),
        ),
        actions,
        recipients: entry.recipients.filter((name) => isOn({ kind: 'recipient', name })),
        access: { ...entry.access, until: earlier(entry.access.until, choice.until) },
      },
    ];
  });
}

type IsOn = (part: Part) => boolean;

function isLeft(entry: DataAccess, category: string, isOn: IsOn): boolean {
  const { required, optional } = fieldsLeft(entry, category, isOn);
  const lists = Object.values(filterLeft(entry, category, isOn));
  return required.length + optional.length > 0 && lists.every((stated) => stated.length > 0);
}

function fieldsLeft({ fields }: DataAccess, category: string, isOn: IsOn) {
  const { required = [], optional = [] } = fields[category] ?? {};
  const left = (names: readonly string[]) => names.filter((name) => isOn({ kind: 'field', category, name }));
  return { required: left(required), optional: left(optional) };
}

function filterLeft({ filter }: DataAccess, category: string, isOn: IsOn): DataAccess['filter'][string] {
  const stated = filter[category] ?? {};
  return pick(Object.keys(stated), (name) => {
    const asked = stated[name] ?? [];
    if (typeof asked !== 'string')
      return asked.filter((value) => isOn({ kind: 'value', category, filter: name, value }));
    return asked === 'anyone' && isOn({ kind: 'anyone', category, filter: name }) ? 'anyone' : 'requester';
  });
}

const pick = <T>(names: readonly string[], value: (name: string) => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, value(name)]));

const earlier = (asked: string, chosen: string | undefined): string =>
  chosen !== undefined && Date.parse(chosen) < Date.parse(asked) ? chosen : asked;
