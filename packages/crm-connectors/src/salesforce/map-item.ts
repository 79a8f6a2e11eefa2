// Items as records of Salesforce's data model for contact points and their consents, and of its Service Cloud.
// https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/

import type { CrmItem, ItemContext, MappedRecord, RecordName } from '../crm.ts';
import { CrmConnectorError } from '../errors.ts';
import { type FieldRules, mapFields, mapped, text, word } from '../mapping/map-fields.ts';

const CASE: FieldRules = {
  Subject: { from: 'title', as: text(255) },
  Description: { from: 'description', as: text(32_000) },
  Status: {
    from: 'state',
    as: word({
      open: 'New',
      acknowledged: 'Working',
      'in-progress': 'Working',
      answered: 'Working',
      closed: 'Closed',
    }),
  },
  Priority: { from: 'severity', as: word({ low: 'Low', medium: 'Medium', high: 'High' }) },
};

interface ContactPoint {
  readonly object: string;
  /** What Salesforce calls it in `CaptureContactPointType`. */
  readonly type: string;
  readonly rules: FieldRules;
  /** There is nothing to reach without it, and Salesforce lets it not be empty. */
  readonly needs: string;
}

/** By the `kind` of a contact item. */
const CONTACT_POINTS: Readonly<Record<string, ContactPoint>> = {
  email: {
    object: 'ContactPointEmail',
    type: 'Email',
    rules: { EmailAddress: { from: 'email', as: text(80) } },
    needs: 'email',
  },
  phone: {
    object: 'ContactPointPhone',
    type: 'Phone',
    rules: { TelephoneNumber: { from: 'phone', as: text(40) } },
    needs: 'phone',
  },
  post: {
    object: 'ContactPointAddress',
    type: 'MailingAddress',
    rules: {
      Name: { from: 'name', as: text(255) },
      Street: { from: 'street', as: text(255) },
      PostalCode: { from: 'postalCode', as: text(20) },
      City: { from: 'city', as: text(40) },
      State: { from: 'region', as: text(80) },
      Country: { from: 'country', as: text(80) },
    },
    needs: 'street',
  },
};

/** `issues` become cases, `contact` contact points of an individual, with the consent to use them. @throws {unknown_category} */
export function mapSalesforceItem(item: CrmItem, context: ItemContext): readonly MappedRecord[] {
  switch (context.category) {
    case 'issues':
      return [{ object: 'Case', externalId: context.ids.item, fields: mapFields(CASE, item, context) }];
    case 'contact':
      return mapContact(item, context);
    default:
      throw new CrmConnectorError('unknown_category', { detail: 'Salesforce: issues, contact' });
  }
}

function mapContact(item: CrmItem, context: ItemContext): readonly MappedRecord[] {
  const { kind } = item;
  const point =
    typeof kind === 'string' && Object.hasOwn(CONTACT_POINTS, kind) ? CONTACT_POINTS[kind] : undefined;
  const fields = point === undefined ? {} : mapFields(point.rules, item, context);
  // A card, or a way to reach the owner that was not approved whole: there is no record without it.
  if (point === undefined || !Object.values(fields).some(({ from }) => from === point.needs)) return [];
  const { needs } = point;
  const individual: RecordName = { object: 'Individual', externalId: context.ids.owner };
  const reached: RecordName = { object: point.object, externalId: context.ids.item };
  const said = (value: string) => mapped(value, { from: 'id', item, context });
  return [
    // Who it is stands nowhere in it: the vendor links its own contact to it.
    { ...individual, needs, fields: {} },
    { ...reached, needs, fields, links: { Parent: individual } },
    {
      object: 'ContactPointConsent',
      externalId: context.ids.consentOfItem,
      needs,
      links: { ContactPoint: reached, Party: individual },
      fields: {
        Name: said(context.consentId),
        PrivacyConsentStatus: said('OptIn'),
        CaptureContactPointType: said(point.type),
        CaptureDate: said(context.capturedAt),
        EffectiveFrom: said(context.capturedAt),
        EffectiveTo: said(context.until),
      },
    },
  ];
}
