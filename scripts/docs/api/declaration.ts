// A declaration as a reader of the API needs it: its docstring and its signature, without what is behind it.

import type { Class, Declaration, Statement, VariableDeclaration } from 'oxc-parser';
import type { Source } from './public-names.ts';

export type Kind = 'function' | 'class' | 'type' | 'value';

export interface ApiDeclaration {
  readonly kind: Kind;
  readonly signature: string;
  /** The description in the docstring. Empty where there is none. */
  readonly words: string;
  /** What stands behind its `@throws`. */
  readonly throws: readonly string[];
}

/** @throws where the file declares no such name */
export function declarationOf(source: Source, name: string): ApiDeclaration {
  const found = source.parsed.program.body.flatMap((statement) => {
    const declared = declaredBy(statement);
    return declared !== undefined && namesOf(declared).includes(name) ? [{ statement, declared }] : [];
  });
  const [first] = found;
  if (first === undefined) throw new Error(`${source.file} does not declare ${name}`);
  return {
    kind: kindOf(first.declared, source),
    signature: found.map(({ declared }) => signatureOf(declared, source)).join('\n'),
    ...docstringBefore(first.statement.start, source),
  };
}

function declaredBy(statement: Statement): Declaration | undefined {
  if (statement.type === 'ExportNamedDeclaration') return statement.declaration ?? undefined;
  return 'id' in statement || statement.type === 'VariableDeclaration'
    ? (statement as Declaration)
    : undefined;
}

function namesOf(declared: Declaration): string[] {
  const nodes = declared.type === 'VariableDeclaration' ? declared.declarations : [declared];
  return nodes.flatMap((node) =>
    'id' in node && node.id?.type === 'Identifier' && 'name' in node.id ? [node.id.name] : [],
  );
}

function kindOf(declared: Declaration, { text }: Source): Kind {
  if (declared.type === 'ClassDeclaration') return 'class';
  if (declared.type === 'TSInterfaceDeclaration' || declared.type === 'TSTypeAliasDeclaration') return 'type';
  if (declared.type === 'FunctionDeclaration' || declared.type === 'TSDeclareFunction') return 'function';
  return /=>/.test(text.slice(declared.start, declared.end).split('\n')[0] ?? '') ? 'function' : 'value';
}

function signatureOf(declared: Declaration, { text }: Source): string {
  const slice = (start: number, end: number): string => text.slice(start, end).trim();
  if (declared.type === 'FunctionDeclaration' && declared.body !== null)
    return slice(declared.start, declared.body.start);
  if (declared.type === 'ClassDeclaration') return classSignature(declared, slice);
  if (declared.type === 'VariableDeclaration') return valueSignature(declared, slice);
  return slice(declared.start, declared.end);
}

type Slice = (start: number, end: number) => string;

/** Lines of a value that are shown; of a longer one the name has to do. */
const MOST_LINES = 30;

function valueSignature(declared: VariableDeclaration, slice: Slice): string {
  const [declarator] = declared.declarations;
  const { id, init } = declarator ?? {};
  if (id === undefined) return '';
  const name = `const ${slice(id.start, id.end)}`;
  if (init === undefined || init === null) return name;
  if (init.type === 'ArrowFunctionExpression') {
    const head = slice(init.start, init.body.start);
    return `${name} = ${head.replace(/=>\s*$/, '').trim()}`;
  }
  const value = slice(init.start, init.end);
  return value.split('\n').length > MOST_LINES ? name : `${name} = ${value}`;
}

function classSignature(declared: Class, slice: Slice): string {
  const members = declared.body.body.flatMap((member) => {
    if ('accessibility' in member && member.accessibility === 'private') return [];
    if (member.type === 'PropertyDefinition' && member.key.type === 'PrivateIdentifier') return [];
    const end = member.type === 'MethodDefinition' ? member.value.body?.start : undefined;
    return [`  ${slice(member.start, end ?? member.end).replace(/;?$/, ';')}`];
  });
  return `${slice(declared.start, declared.body.start)} {\n${members.join('\n')}\n}`;
}

function docstringBefore(start: number, { text, parsed }: Source): Pick<ApiDeclaration, 'words' | 'throws'> {
  const comment = parsed.comments.find(
    ({ type, value, end }) =>
      type === 'Block' && value.startsWith('*') && end <= start && text.slice(end, start).trim() === '',
  );
  const lines = (comment?.value ?? '').split('\n').map((line) => line.replace(/^ *\*+ ?/, '').trimEnd());
  const plain = lines.join('\n').replaceAll(/^```[\s\S]*?^```$/gm, '');
  const [description = '', ...tags] = plain.split(
    /(?:^|(?<=\s))(?=@(?:throws|example|see|returns|deprecated)\b)/m,
  );
  return {
    words: oneLine(description),
    throws: tags
      .filter((tag) => tag.startsWith('@throws'))
      .map((tag) =>
        oneLine(tag).replace(/^@throws (?:\{(\w+)\})?/, (_tag, code = '') =>
          code === '' ? '' : `\`${code}\``,
        ),
      ),
  };
}

const oneLine = (words: string): string => words.replaceAll(/\s*\n\s*/g, ' ').trim();
