// Finds where a source could reach another host by itself. In: a file's path and text. Out: one sentence for each place.

import { parseSync } from 'oxc-parser';

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

/** What the platform has in every file, without an import. */
const GLOBALS = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']);
const GLOBAL_OBJECTS = new Set(['globalThis', 'global', 'window', 'self']);

/** What a module may be used for without reaching out: to serve. Types never reach anywhere. */
const MODULES: Readonly<Record<string, readonly string[]>> = {
  undici: [],
  'node:http': ['createServer'],
  'node:net': ['createServer', 'BlockList', 'isIP'],
  'node:https': [],
  'node:http2': [],
  'node:tls': [],
  'node:dgram': [],
  'node:dns': [],
  'node:dns/promises': [],
};

/** @example findOutgoing('packages/consent-gateway/src/read/mirror.ts', "await fetch('https://pod.example/')") */
export function findOutgoing(file: string, text: string): string[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  return [...placesIn(program as unknown as Node)].map((what) => `${file} uses ${what}`);
}

/** Types are not walked into, but for what they are put on. */
const EXPRESSIONS_OF_TYPES = ['expression'];

function* placesIn(node: Node): Generator<string> {
  if (node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration') yield* importedBy(node);
  if (node.type === 'ImportExpression') yield* moduleNamed((node['source'] as Node)['value'], ['*']);
  if (node.type === 'Identifier' && GLOBALS.has(String(node['name']))) yield String(node['name']);
  if (node.type === 'MemberExpression' && GLOBAL_OBJECTS.has(nameOf(node['object']))) {
    const { property } = node;
    const name = nameOf(property) || String((property as Node)['value']);
    if (GLOBALS.has(name)) yield `globalThis.${name}`;
  }
  for (const child of childrenOf(node)) yield* placesIn(child);
}

function* childrenOf(node: Node): Generator<Node> {
  const isOnlyNamed = node['computed'] !== true;
  for (const [name, value] of Object.entries(node)) {
    if (node.type.startsWith('TS') && !EXPRESSIONS_OF_TYPES.includes(name) && !isStatement(node)) continue;
    if (name === 'typeAnnotation' || name === 'returnType' || name === 'typeArguments') continue;
    // A name behind a dot or before a colon is nobody's variable.
    if (isOnlyNamed && name === 'property' && node.type === 'MemberExpression') continue;
    if (isOnlyNamed && name === 'key') continue;
    for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) yield each;
  }
}

/** Enums and namespaces run. */
const isStatement = ({ type }: Node): boolean => /^TS(Enum|Module|ParameterProperty)/.test(type);
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
const nameOf = (node: unknown): string => (isNode(node) ? String(node['name'] ?? '') : '');

function* importedBy(node: Node): Generator<string> {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return;
  const specifiers = (node['specifiers'] ?? []) as Node[];
  const names = specifiers
    .filter((each) => each['importKind'] !== 'type' && each['exportKind'] !== 'type')
    .map((each) => nameOf(each['imported'] ?? each['local']) || '*');
  yield* moduleNamed((node['source'] as Node | null)?.['value'], names);
}

function* moduleNamed(module: unknown, names: readonly string[]): Generator<string> {
  const allowed = MODULES[String(module)];
  if (allowed === undefined) return;
  for (const name of names) if (!allowed.includes(name)) yield `${name} of ${module}`;
}
