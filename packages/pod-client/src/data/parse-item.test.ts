import { categories, type DataCategory } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { parseItem } from './parse-item.ts';

const issues = categories.get('issues') as DataCategory;
const container = 'https://pod.example/parley/';
const ownerWebId = 'https://ann.example/#me';
const parse = (turtle: string) =>
  parseItem(issues, {
    turtle: `@prefix : <#>. @prefix wf: <http://www.w3.org/2005/01/wf/flow#>. @prefix sioc: <http://rdfs.org/sioc/ns#>.
      @prefix dct: <http://purl.org/dc/terms/>. @prefix foaf: <http://xmlns.com/foaf/0.1/>. @prefix schema: <https://schema.org/>.
      ${turtle}`,
    container,
    id: '1764',
    ownerWebId,
  });
const at = (minute: number) =>
  `dct:created "2026-11-22T10:0${minute}:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>`;
const owner = `foaf:maker <${ownerWebId}>`;
const vendor = 'foaf:maker <https://gateway.example/#id>';

describe('an issue’s own document', () => {
  it('gives the details and the thread, oldest first, with who wrote what', () => {
    const { fields, rejected } = parse(`
      :this wf:description "It is broken"; schema:about "Router"; wf:message :Msg2, :Msg1.
      :Msg2 sioc:content "We see."; ${at(2)}; ${vendor}. :Msg1 sioc:content "Help!"; ${at(1)}; ${owner}.`);
    expect(rejected).toEqual([]);
    expect(fields).toEqual({
      description: 'It is broken',
      about: 'Router',
      messages: [
        { id: 'Msg1', content: 'Help!', createdAt: '2026-11-22T10:01:00.000Z', from: 'owner' },
        {
          id: 'Msg2',
          content: 'We see.',
          createdAt: '2026-11-22T10:02:00.000Z',
          from: 'vendor',
          maker: 'https://gateway.example/#id',
        },
      ],
    });
  });

  it('shows the latest wording of its maker, and no wording that somebody else put in', () => {
    const { fields } = parse(`:this wf:message :Msg1, :Msg2.
      :Msg1 sioc:content "first"; ${at(1)}; ${owner}; dct:isReplacedBy :Msg3. :Msg3 sioc:content "second"; ${owner}; ${at(3)};
        dct:isReplacedBy :Msg5. :Msg5 sioc:content "forged"; ${vendor}.
      :Msg2 sioc:content "loop"; ${at(2)}; ${owner}; dct:isReplacedBy :Msg2.`);
    expect(fields['messages']).toMatchObject([{ id: 'Msg1', content: 'second' }, { content: 'loop' }]);
  });

  it('leaves out deleted messages, and counts what is no message as rejected', () => {
    const { fields, rejected } =
      parse(`:this wf:message :Deleted, :NoMaker, :NoTime, <https://elsewhere.example/#m>, "text", :Two.
      :Deleted sioc:content "x"; ${at(1)}; ${owner}; schema:dateDeleted "2026-11-22".
      :NoMaker sioc:content "x"; ${at(1)}. :NoTime sioc:content "x"; ${owner}. :Two sioc:content "x", "y"; ${at(1)}; ${owner}.`);
    expect(fields['messages']).toEqual([]);
    expect(rejected).toEqual([{ id: '1764', reason: 'field', field: 'messages' }]);
  });

  it('leaves out a detail with two values and keeps the others', () => {
    const { fields, rejected } = parse(':this wf:description "a", "b"; schema:about "Router".');
    expect(fields).toEqual({ about: 'Router', messages: [] });
    expect(rejected).toEqual([{ id: '1764', reason: 'field', field: 'description' }]);
  });
});
