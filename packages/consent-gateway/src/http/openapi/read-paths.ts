import {
  ANSWER_FORMS,
  ATTACHMENT_MEDIA_TYPES,
  attachmentSchema,
  type Categories,
  type CategoryField,
  changesPageSchema,
  type DataCategory,
  type FieldKind,
  PURPOSE_HEADER,
  PURPOSES,
  relinquishedSchema,
  threadMessageSchema,
  vendorConsentViewSchema,
} from '@parley/protocol';
import { type Json, ok, parameter, problemAnswers, schemaOf } from './parts.ts';

const UNAUTHENTICATED = ['invalid_token', 'invalid_dpop_proof', 'use_dpop_nonce'] as const;
const REFUSED = [
  ...UNAUTHENTICATED,
  'insufficient_authorization',
  'vendor_held',
  'consent_paused',
  'read_limit',
  'temporarily_unavailable',
  'pod_content_rejected',
] as const;

const SECURITY = [{ vendor: [] }];
const PURPOSE = parameter(
  'header',
  PURPOSE_HEADER,
  'The purpose of this read: exactly one that was approved. It is written into the ledger.',
  { type: 'string', enum: Object.keys(PURPOSES) },
  true,
);
const FIELDS = parameter(
  'query',
  'fields',
  'Names of approved fields, separated by commas. Other names are left out. Default: all approved ones.',
);
const PAGE_SIZE = { type: 'integer', minimum: 1, maximum: 200, default: 50 };
const IF_NONE_MATCH = parameter(
  'header',
  'If-None-Match',
  'The ETag of an answer that the vendor still holds. A 304 counts as a read too.',
);
const ETAG = {
  ETag: {
    description: 'Of this answer; it changes only with what the vendor may see.',
    schema: { type: 'string' },
  },
};
const LINK = {
  Link: {
    description: '`rel="next"`: the next page. With RDF `rel="describedby"`: the shape of the items.',
    schema: { type: 'string' },
  },
};
const UNCHANGED = { 304: { description: 'Unchanged. Also a disclosure.' } };

/** What vendors call. */
export function readPaths(categories: Categories): Json {
  const paths = [...categories.values()].flatMap((category) => [
    [`/v1/${category.name}`, { get: listOperation(category) }],
    ...(category.itemDocument === undefined
      ? []
      : [[`/v1/${category.name}/{id}`, { get: itemOperation(category) }]]),
    ...(category.filesContainer === undefined
      ? []
      : [[`/v1/${category.name}/{id}/attachments/{attachmentId}`, { get: attachmentOperation(category) }]]),
  ]);
  return {
    ...Object.fromEntries(paths),
    '/v1/changes': { get: changesOperation() },
    '/v1/consent': { get: consentOperation(), delete: relinquishOperation() },
  };
}

function listOperation(category: DataCategory): Json {
  const filters = Object.entries(category.filters).map(([name, { label, kind }]) =>
    parameter(
      'query',
      name,
      `Narrows: ${label}.`,
      kind === 'audience' ? { enum: ['requester', 'anyone'] } : { type: 'string' },
    ),
  );
  const page = {
    type: 'object',
    required: ['items'],
    properties: {
      items: { type: 'array', items: itemSchema(category, 'list') },
      nextCursor: { type: 'string' },
    },
  };
  return {
    operationId: `list_${category.name}`,
    summary: `${category.label}, as far as approved; newest first`,
    security: SECURITY,
    parameters: [
      PURPOSE,
      FIELDS,
      ...filters,
      parameter('query', 'limit', 'Items on a page.', PAGE_SIZE),
      parameter(
        'query',
        'cursor',
        'From `nextCursor` of the page before, with the same query. Each page counts as a read.',
      ),
      IF_NONE_MATCH,
    ],
    responses: {
      200: inEachForm('A page. Without `nextCursor` it is the last one.', page),
      ...UNCHANGED,
      ...problemAnswers('invalid_request', 'invalid_cursor', 'not_acceptable', ...REFUSED),
    },
  };
}

function itemOperation(category: DataCategory): Json {
  return {
    operationId: `get_${category.name}`,
    summary: `One of ${category.label.toLowerCase()}, with all that was approved of it`,
    security: SECURITY,
    parameters: [
      parameter('path', 'id', 'From the list. It is an id for this vendor alone.'),
      PURPOSE,
      FIELDS,
      IF_NONE_MATCH,
    ],
    responses: {
      200: inEachForm('The item.', itemSchema(category, 'item')),
      ...UNCHANGED,
      ...problemAnswers('not_found', 'not_acceptable', ...REFUSED),
    },
  };
}

function attachmentOperation(category: DataCategory): Json {
  const file = { schema: { type: 'string', format: 'binary' } };
  return {
    operationId: `get_${category.name}_attachment`,
    summary: 'A file that the owner has attached to it',
    security: SECURITY,
    parameters: [
      parameter('path', 'id', 'From the list. It is an id for this vendor alone.'),
      parameter('path', 'attachmentId', 'From `attachments` of the item.'),
      PURPOSE,
    ],
    responses: {
      200: {
        description: 'Its bytes, as they come from the pod. A connection that is cut is not the whole file.',
        content: Object.fromEntries(ATTACHMENT_MEDIA_TYPES.map((each) => [each, file])),
      },
      ...problemAnswers('not_found', ...REFUSED),
    },
  };
}

function changesOperation(): Json {
  return {
    operationId: 'list_changes',
    summary: 'What makes a copy equal to what is approved now, in all categories of the purpose',
    security: SECURITY,
    parameters: [
      PURPOSE,
      parameter('query', 'limit', 'Changes on a page.', PAGE_SIZE),
      parameter(
        'query',
        'cursor',
        'From `nextCursor` of the page that was applied last: it stands for the copy. Without it the copy is empty.',
      ),
    ],
    responses: {
      200: ok(
        'Changes of one category. Each page counts as a read, also an empty one.',
        schemaOf(changesPageSchema),
      ),
      ...problemAnswers('invalid_request', 'invalid_cursor', 'cursor_expired', 'not_acceptable', ...REFUSED),
    },
  };
}

function consentOperation(): Json {
  return {
    operationId: 'get_consent',
    summary: 'Where the vendor stands. Not a disclosure.',
    security: SECURITY,
    responses: {
      200: ok('The consent that the token stands for.', schemaOf(vendorConsentViewSchema)),
      ...problemAnswers(...UNAUTHENTICATED, 'vendor_held', 'temporarily_unavailable'),
    },
  };
}

function relinquishOperation(): Json {
  return {
    operationId: 'relinquish_consent',
    summary: 'Give the consent back: it ends at once, also while it is paused.',
    security: SECURITY,
    responses: {
      200: ok('It has ended.', schemaOf(relinquishedSchema)),
      202: ok('It has ended; the pod is yet to be told.', schemaOf(relinquishedSchema)),
      ...problemAnswers(...UNAUTHENTICATED, 'temporarily_unavailable'),
    },
  };
}

/** JSON, and the same in RDF. */
function inEachForm(description: string, schema: Json): Json {
  const [json, ...rdf] = ANSWER_FORMS;
  const inRdf = rdf.map((form) => [form, { schema: { type: 'string' } }]);
  const content = { [json]: { schema }, ...Object.fromEntries(inRdf) };
  return { ...ok(description, undefined, { ...ETAG, ...LINK }), content };
}

/** The fields an answer can have. Only those that were approved and exist are there. */
function itemSchema(category: DataCategory, kind: 'list' | 'item'): Json {
  const fields = Object.entries(category.fields).filter(
    ([, { place }]) => kind === 'item' || place === 'list',
  );
  return {
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'string' },
      ...Object.fromEntries(
        fields.map(([name, field]) => [name, { description: field.label, ...valueSchema(field) }]),
      ),
    },
  };
}

const VALUES: Readonly<Record<FieldKind, Json>> = {
  text: { type: 'string' },
  token: { type: 'string' },
  instant: { type: 'string', format: 'date-time' },
  value: { type: ['string', 'number', 'boolean'] },
  messages: { type: 'array', items: schemaOf(threadMessageSchema) },
  attachments: { type: 'array', items: schemaOf(attachmentSchema) },
};

function valueSchema({ kind, values }: CategoryField): Json {
  return values === undefined ? VALUES[kind] : { ...VALUES[kind], enum: Object.keys(values) };
}
