import type { Asked, CrmDouble, Said } from './crm-double.ts';
import { salesforceRow } from './published-salesforce.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rows by object and external id. It takes what the published object reference lets it take, and says the rest in the words of the REST API. */
export function createSalesforceDouble(): CrmDouble & { readonly rows: Map<string, Row> } {
  const rows = new Map<string, Row>();

  function upsertOne(object: string, row: Row) {
    const { attributes: _, ParleyId__c: id, ...values } = row;
    const name = `${object}/${id}`;
    const before = rows.get(name);
    const checked = salesforceRow(object).safeParse({ ...before, ...values });
    const pointers = Object.values(values).filter(
      (value) => typeof value === 'object' && value !== null && 'attributes' in value,
    ) as { attributes: { type: string }; ParleyId__c: string }[];
    const isLinked = pointers.every((to) => rows.has(`${to.attributes.type}/${to.ParleyId__c}`));
    if (!checked.success || !isLinked) {
      const statusCode = checked.success ? 'INVALID_FIELD' : 'REQUIRED_FIELD_MISSING';
      return {
        success: false,
        errors: [{ statusCode, message: `bad value: ${JSON.stringify(values)}`, fields: [] }],
      };
    }
    rows.set(name, { ...before, ...values });
    return { id: `id-${name}`, success: true, created: before === undefined, errors: [] };
  }

  return {
    rows,
    content: () => Object.fromEntries(rows),
    answer({ method, path, body }: Asked): Said {
      const collection = /^\/services\/data\/v62\.0\/composite\/sobjects\/(\w+)\/ParleyId__c$/.exec(
        path,
      )?.[1];
      if (method === 'PATCH' && collection !== undefined) {
        if (body.allOrNone !== false || body.records.length > 200) return { status: 400 };
        return { status: 200, body: body.records.map((row: Row) => upsertOne(collection, row)) };
      }
      const [, object, id, query] =
        /^\/services\/data\/v62\.0\/sobjects\/(\w+)\/ParleyId__c\/([\w-]+)(\?updateOnly=true)?$/.exec(path) ??
        [];
      const name = `${object}/${id}`;
      if (object === undefined || !rows.has(name))
        return {
          status: 404,
          body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
        };
      if (method === 'DELETE') {
        rows.delete(name);
        return { status: 204 };
      }
      if (method !== 'PATCH' || query === undefined) return { status: 405 };
      const { success, errors } = upsertOne(object, { ...body, ParleyId__c: id });
      return success ? { status: 200, body: { success } } : { status: 400, body: errors };
    },
  };
}
