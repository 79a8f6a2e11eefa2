// What Salesforce's object reference says of the fields that the connector writes: type, length, whether it may be empty.
// https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_individual.htm
// … sforce_api_objects_contactpointemail.htm, … contactpointphone.htm, … contactpointaddress.htm, … contactpointconsent.htm, … case.htm
// Lengths: https://developer.salesforce.com/docs/atlas.en-us.sfFieldRef.meta/sfFieldRef/

import { z } from 'zod';

const text = (length: number) => z.string().min(1).max(length);
const optional = (length: number) => text(length).nullish();
const dateTime = z.iso.datetime();

/** A reference by the external id of its target, as an upsert writes it. */
const reference = (...objects: readonly string[]) =>
  z.strictObject({ attributes: z.strictObject({ type: z.enum(objects) }), ParleyId__c: text(255) });

const rows: Readonly<Record<string, z.ZodType>> = {
  Individual: z.strictObject({ LastName: text(80) }),
  ContactPointEmail: z.strictObject({ Parent: reference('Account', 'Individual'), EmailAddress: text(80) }),
  ContactPointPhone: z.strictObject({
    Parent: reference('Account', 'Individual'),
    TelephoneNumber: text(40),
  }),
  ContactPointAddress: z.strictObject({
    Parent: reference('Account', 'Individual'),
    Name: text(255),
    Street: optional(255),
    PostalCode: optional(20),
    City: optional(40),
    State: optional(80),
    Country: optional(80),
  }),
  ContactPointConsent: z.strictObject({
    Name: text(255),
    ContactPoint: reference('ContactPointAddress', 'ContactPointEmail', 'ContactPointPhone'),
    Party: reference('Individual'),
    PrivacyConsentStatus: z.enum(['NotSeen', 'Seen', 'OptIn', 'OptOut']),
    CaptureContactPointType: z.enum(['Email', 'MailingAddress', 'Phone', 'Social', 'Web']),
    CaptureDate: dateTime,
    CaptureSource: text(255),
    EffectiveFrom: dateTime.nullish(),
    EffectiveTo: dateTime.nullish(),
  }),
  Case: z.strictObject({
    Subject: optional(255),
    Description: optional(32_000),
    Status: z.enum(['New', 'Working', 'Escalated', 'Closed']),
    Priority: z.enum(['High', 'Medium', 'Low']).nullish(),
    Origin: z.enum(['Phone', 'Email', 'Web']).nullish(),
  }),
};

export function salesforceRow(object: string): z.ZodType {
  const row = rows[object];
  if (row === undefined) throw new Error(`no such object: ${object}`);
  return row;
}
