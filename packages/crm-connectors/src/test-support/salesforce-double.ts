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

  /** Salesforce's own ids, in the order of the rows' first mention. */
  const named: string[] = [];
  const idOf = (name: string): string => {
    if (!named.includes(name)) named.push(name);
    return `500${String(named.indexOf(name)).padStart(15, '0')}`;
  };

  function find(name: string): Said {
    if (rows.has(name)) return { status: 200, body: { attributes: {}, Id: idOf(name) } };
    return {
      status: 404,
      body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
    };
  }

  function change({ method, body }: Asked, name: string): Said {
    if (!rows.has(name)) return { status: 404 };
    if (method === 'DELETE') {
      rows.delete(name);
      return { status: 204 };
    }
    const [object = '', id] = name.split('/');
    const { success, errors } = upsertOne(object, { ...body, ParleyId__c: id });
    return success ? { status: 204 } : { status: 400, body: errors };
  }

  return {
    rows,
    content: () => Object.fromEntries(rows),
    answer(asked) {
      const { method, path, body } = asked;
      const [, object, rest] =
        /^\/services\/data\/v62\.0\/(?:composite\/)?sobjects\/(\w+)\/(.*)$/.exec(path) ?? [];
      if (object === undefined || rest === undefined) return { status: 404 };
      if (method === 'PATCH' && path.includes('/composite/') && rest === 'ParleyId__c') {
        if (body.allOrNone !== false || body.records.length > 200) return { status: 400 };
        return { status: 200, body: body.records.map((row: Row) => upsertOne(object, row)) };
      }
      const [, external] = /^ParleyId__c\/([\w-]+)\?fields=Id$/.exec(rest) ?? [];
      if (external !== undefined) return method === 'GET' ? find(`${object}/${external}`) : { status: 405 };
      return change(asked, named[Number(rest.slice(3))] ?? '');
    },
  };
}
