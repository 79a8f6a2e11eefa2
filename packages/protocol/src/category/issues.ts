import { PD } from '../vocabulary/dpv.ts';
import { PARLEY } from '../vocabulary/parley.ts';
import { DC_TITLE, DCT, ICAL_COMPLETED, RDF_TYPE, SCHEMA, WF } from '../vocabulary/solid.ts';
import type { DataCategory } from './data-category.ts';
import { tokens } from './tokens.ts';

/**
 * What is wrong, in the terms of SolidOS's issue tracker: the list with titles and states in the tracker's state store,
 * each issue's details and thread in a document of its own. Only the owner closes an issue.
 */
export const issues = {
  name: 'issues',
  label: 'Your issues',
  rdfClass: WF.Task,
  personalData: PD.CommunicationHistory,
  document: 'issues/index.ttl',
  itemDocument: 'issues/{id}.ttl',
  openedDocument: 'issues/opened.ttl',
  filesContainer: 'issues/files/',
  fields: {
    title: { predicate: DC_TITLE, kind: 'text', label: 'the title', required: true, place: 'list' },
    state: {
      predicate: RDF_TYPE,
      kind: 'token',
      label: 'whether it is open or closed',
      required: true,
      values: tokens('state-', 'open', 'acknowledged', 'in-progress', 'answered', 'closed'),
      place: 'list',
    },
    kind: {
      predicate: PARLEY.kind,
      kind: 'token',
      label: 'what kind of issue it is',
      required: true,
      absentMeans: 'question',
      values: tokens('kind-', 'question', 'complaint', 'fault', 'return', 'request', 'recall', 'notice'),
      place: 'list',
    },
    severity: {
      predicate: PARLEY.severity,
      kind: 'token',
      label: 'how bad it is',
      values: tokens('severity-', 'low', 'medium', 'high'),
      place: 'list',
    },
    createdAt: {
      predicate: DCT.created,
      kind: 'instant',
      label: 'when you wrote it',
      required: true,
      place: 'list',
    },
    modifiedAt: { predicate: DCT.modified, kind: 'instant', label: 'when it last changed', place: 'list' },
    // It stays when the issue is opened again: then it was closed too early.
    closedAt: { predicate: ICAL_COMPLETED, kind: 'instant', label: 'when you last closed it', place: 'list' },
    description: { predicate: WF.description, kind: 'text', label: 'the description', place: 'item' },
    about: { predicate: SCHEMA.about, kind: 'text', label: 'the product or order', place: 'item' },
    desiredOutcome: {
      predicate: PARLEY.desiredOutcome,
      kind: 'text',
      label: 'what you would like to happen',
      place: 'item',
    },
    messages: { predicate: WF.message, kind: 'messages', label: 'the messages', place: 'item' },
    attachments: {
      predicate: WF.attachment,
      kind: 'attachments',
      label: 'the photos and files that you attached',
      place: 'item',
    },
  },
  filters: {
    addressee: { label: 'addressed to this company', kind: 'audience' },
    states: { label: 'only in these states', kind: 'anyOf', field: 'state' },
    kinds: { label: 'only of these kinds', kind: 'anyOf', field: 'kind' },
  },
  ageFields: ['createdAt', 'modifiedAt'],
  audience: { predicate: PARLEY.vendor },
} as const satisfies DataCategory;
