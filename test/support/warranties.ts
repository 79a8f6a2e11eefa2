import { type Categories, categories, type DataCategory } from '@parley/protocol';

const schema = (name: string): string => `https://schema.org/${name}`;
const own = (name: string): string => `https://warranties.example/terms#${name}`;

/** A category that nobody has published: what the owner has bought, one document each, in a vocabulary of its own. */
export const warranties = {
  name: 'warranties',
  label: 'Your warranties',
  rdfClass: schema('WarrantyPromise'),
  personalData: 'https://w3id.org/dpv/pd#Purchase',
  document: 'warranties/index.ttl',
  itemDocument: 'warranties/{id}.ttl',
  fields: {
    product: {
      predicate: schema('name'),
      kind: 'text',
      label: 'what you have bought',
      required: true,
      place: 'list',
    },
    cover: {
      predicate: own('cover'),
      kind: 'token',
      label: 'how far it is covered',
      values: { full: own('cover-full'), parts: own('cover-parts') },
      place: 'list',
    },
    createdAt: {
      predicate: 'http://purl.org/dc/terms/created',
      kind: 'instant',
      label: 'when you noted it',
      required: true,
      place: 'list',
    },
    serial: { predicate: schema('serialNumber'), kind: 'text', label: 'the serial number', place: 'item' },
    price: { predicate: schema('price'), kind: 'value', label: 'what you paid', place: 'item' },
  },
  filters: {
    meantFor: { label: 'of whatever company', kind: 'audience' },
    covers: { label: 'only with this cover', kind: 'anyOf', field: 'cover' },
  },
  ageFields: ['createdAt'],
  audience: { predicate: own('soldBy'), absentMeans: 'nobody' },
} as const satisfies DataCategory;

/** The published categories and this one. */
export const withWarranties: Categories = new Map<string, DataCategory>([
  ...categories,
  [warranties.name, warranties],
]);
