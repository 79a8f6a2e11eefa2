import { PD } from '../vocabulary/dpv.ts';
import { PARLEY } from '../vocabulary/parley.ts';
import { DCT, SCHEMA, VCARD } from '../vocabulary/solid.ts';
import type { DataCategory } from './data-category.ts';
import { tokens } from './tokens.ts';

/**
 * How the owner can be reached, in one document: each item is one contact point, in terms of schema.org. Cards and addresses that
 * other apps keep in vCard terms are read too, a whole card as one item. One that does not say whom it is for is for nobody.
 */
export const contact = {
  name: 'contact',
  label: 'Your contact details',
  rdfClass: SCHEMA.ContactPoint,
  alsoClasses: [SCHEMA.PostalAddress, VCARD.Individual, VCARD.VCard, VCARD.Address],
  personalData: PD.Contact,
  document: 'contact.ttl',
  fields: {
    kind: {
      predicate: PARLEY.kind,
      kind: 'token',
      label: 'which way to reach you it is',
      required: true,
      absentMeans: 'card',
      values: tokens('contact-', 'email', 'phone', 'post', 'card'),
      place: 'list',
    },
    use: {
      predicate: SCHEMA.contactType,
      kind: 'text',
      label: 'what you use it for, such as home or billing',
      place: 'list',
    },
    reach: {
      predicate: PARLEY.reach,
      kind: 'token',
      label: 'whether to try it first, as well or last',
      values: tokens('reach-', 'first', 'also', 'last'),
      place: 'list',
    },
    name: {
      predicate: SCHEMA.name,
      kind: 'text',
      label: 'the name to address you by',
      alsoAt: [[VCARD.fn]],
      place: 'list',
    },
    email: {
      predicate: SCHEMA.email,
      kind: 'text',
      label: 'the e-mail address',
      alsoAt: [[VCARD.email], [VCARD.hasEmail, VCARD.value], [VCARD.hasEmail]],
      scheme: 'mailto:',
      place: 'list',
    },
    phone: {
      predicate: SCHEMA.telephone,
      kind: 'text',
      label: 'the telephone number',
      alsoAt: [[VCARD.tel], [VCARD.hasTelephone, VCARD.value], [VCARD.hasTelephone]],
      scheme: 'tel:',
      place: 'list',
    },
    street: {
      predicate: SCHEMA.streetAddress,
      kind: 'text',
      label: 'street and house number',
      alsoAt: partOfAddress(VCARD.streetAddress),
      place: 'list',
    },
    postalCode: {
      predicate: SCHEMA.postalCode,
      kind: 'text',
      label: 'the postal code',
      alsoAt: partOfAddress(VCARD.postalCode),
      place: 'list',
    },
    city: {
      predicate: SCHEMA.addressLocality,
      kind: 'text',
      label: 'the town',
      alsoAt: partOfAddress(VCARD.locality),
      place: 'list',
    },
    region: {
      predicate: SCHEMA.addressRegion,
      kind: 'text',
      label: 'the state or region',
      alsoAt: partOfAddress(VCARD.region),
      place: 'list',
    },
    country: {
      predicate: SCHEMA.addressCountry,
      kind: 'text',
      label: 'the country',
      alsoAt: partOfAddress(VCARD.countryName),
      place: 'list',
    },
    validFrom: { predicate: SCHEMA.validFrom, kind: 'instant', label: 'from when', place: 'list' },
    validUntil: { predicate: SCHEMA.validThrough, kind: 'instant', label: 'until when', place: 'list' },
    modifiedAt: {
      predicate: DCT.modified,
      kind: 'instant',
      label: 'when you last changed it',
      alsoAt: [[VCARD.rev]],
      place: 'list',
    },
  },
  filters: { kinds: { label: 'only these ways to reach you', kind: 'anyOf', field: 'kind' } },
  ageFields: ['modifiedAt'],
  audience: { predicate: PARLEY.appliesTo, absentMeans: 'nobody' },
} as const satisfies DataCategory;

/** On the item itself where it is an address, or on the address of a card. */
function partOfAddress(predicate: string): readonly (readonly string[])[] {
  return [[predicate], [VCARD.hasAddress, predicate]];
}
