import type { FieldValue } from '@parley/protocol';
import type { Crm, CrmCall, CrmItem, ItemContext, MappedRecord, RecordWrite, Removal } from '../crm.ts';
import { CrmConnectorError } from '../errors.ts';
import { type CrmHttpOptions, createCrmHttp } from '../http/crm-http.ts';
import { mapFields } from '../mapping/map-fields.ts';

export interface CloudEventsOptions extends CrmHttpOptions {
  /** Where events are taken: a path on the origin. Default: `/`. */
  readonly path?: string;
  /** `source` of each event: who sends it, a URI of the vendor's. */
  readonly source: string;
  /** Whether events carry the approved values. Default: `false`, then they only say what has changed. */
  readonly withData?: boolean;
  /** Default: the system's clock. */
  readonly now?: () => Date;
  /** Default: `crypto.randomUUID`. */
  readonly newId?: () => string;
}

/** A CloudEvent in JSON, as it is sent. @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md */
export interface ParleyEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type:
    | 'org.w3id.parley.item.upserted'
    | 'org.w3id.parley.item.removed'
    | 'org.w3id.parley.fields.removed';
  /** The owner, by the id that is the vendor's alone. */
  readonly subject: string;
  readonly time: string;
  /** The name of the data category. */
  readonly parleycategory: string;
  /** The item, by a keyed digest: the same in each event about it. */
  readonly parleyitem: string;
  readonly parleyconsent?: string;
  /** By when all of it has to be gone. */
  readonly parleygoneby?: string;
  readonly datacontenttype?: 'application/json';
  /** The values, where they were asked for; of removed fields the names. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Any category: the fields under their own names. */
export function mapToEvent(item: CrmItem, context: ItemContext): readonly MappedRecord[] {
  const names = Object.keys(item).filter((name) => name !== 'id');
  const rules = names.map((from) => [from, { from, as: (value: FieldValue) => value }] as const);
  const fields = mapFields(Object.fromEntries(rules), item, context);
  return [{ object: context.category, externalId: context.ids.item, fields }];
}

/** Everything that takes CloudEvents 1.0 over HTTP, in structured JSON, one event a request. @throws {invalid_options} */
export function createCloudEvents(options: CloudEventsOptions): Crm {
  const { path = '/', source, withData = false } = options;
  const { now = () => new Date(), newId = () => crypto.randomUUID() } = options;
  if (!path.startsWith('/') || source === '')
    throw new CrmConnectorError('invalid_options', { detail: 'path, source' });
  const call = createCrmHttp(options);

  async function send(
    event: Omit<ParleyEvent, keyof typeof envelope | 'id' | 'time'>,
    to: CrmCall,
  ): Promise<void> {
    const body = { ...envelope, id: newId(), time: now().toISOString(), ...event };
    const headers = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
    await call({ method: 'POST', path, body, headers, expect: [200, 201, 202, 204] }, to.signal);
  }
  const envelope = { specversion: '1.0', source } as const;

  return {
    name: 'cloudevents',
    map: mapToEvent,
    async upsert(writes, to) {
      for (const write of writes) await send(upserted(write, to, withData), to);
    },
    async remove(removals, to) {
      for (const removal of removals) await send(removed(removal, to), to);
    },
  };
}

type EventOf = Omit<ParleyEvent, 'specversion' | 'source' | 'id' | 'time'>;

function upserted(
  { object, externalId, fields, context }: RecordWrite,
  to: CrmCall,
  withData: boolean,
): EventOf {
  const values = Object.entries(fields).map(([name, { value }]) => [name, value] as const);
  return {
    type: 'org.w3id.parley.item.upserted',
    subject: to.owner.subject,
    parleycategory: object,
    parleyitem: externalId,
    parleyconsent: context.consentId,
    ...(context.goneBy === undefined ? {} : { parleygoneby: context.goneBy }),
    ...(withData ? { datacontenttype: 'application/json', data: Object.fromEntries(values) } : {}),
  };
}

function removed({ object, externalId, fields }: Removal, to: CrmCall): EventOf {
  return {
    type: fields === 'all' ? 'org.w3id.parley.item.removed' : 'org.w3id.parley.fields.removed',
    subject: to.owner.subject,
    parleycategory: object,
    parleyitem: externalId,
    ...(fields === 'all' ? {} : { datacontenttype: 'application/json', data: { fields } }),
  };
}
