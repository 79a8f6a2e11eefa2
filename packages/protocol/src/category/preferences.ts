import { PD } from '../vocabulary/dpv.ts';
import { PARLEY } from '../vocabulary/parley.ts';
import { DCT, SCHEMA } from '../vocabulary/solid.ts';
import type { DataCategory } from './data-category.ts';
import { tokens } from './tokens.ts';

/** What the owner wants, in one document. A vendor sees those that apply to everyone, to it, or to a circle it is in. */
export const preferences = {
  name: 'preferences',
  label: 'Your preferences',
  rdfClass: PARLEY.Preference,
  personalData: PD.Preference,
  document: 'preferences.ttl',
  fields: {
    topic: {
      predicate: SCHEMA.propertyID,
      kind: 'text',
      label: 'what it is about',
      required: true,
      place: 'list',
    },
    statement: {
      predicate: SCHEMA.description,
      kind: 'text',
      label: 'what you want, in your words',
      required: true,
      place: 'list',
    },
    value: { predicate: SCHEMA.value, kind: 'value', label: 'the exact value', place: 'list' },
    strength: {
      predicate: PARLEY.strength,
      kind: 'token',
      label: 'how much it matters',
      required: true,
      values: tokens('strength-', 'require', 'prefer', 'avoid', 'refuse'),
      place: 'list',
    },
    validFrom: { predicate: SCHEMA.validFrom, kind: 'instant', label: 'from when', place: 'list' },
    validUntil: { predicate: SCHEMA.validThrough, kind: 'instant', label: 'until when', place: 'list' },
    modifiedAt: {
      predicate: DCT.modified,
      kind: 'instant',
      label: 'when you last changed it',
      required: true,
      place: 'list',
    },
  },
  filters: { topics: { label: 'only these topics', kind: 'anyOf', field: 'topic' } },
  ageFields: ['modifiedAt'],
  audience: { predicate: PARLEY.appliesTo, absentMeans: 'nobody' },
} as const satisfies DataCategory;
