import { type ProblemCode, problems } from '@parley/protocol';
import { z } from 'zod';

/** Pieces that operations are made of. */
export type Json = Readonly<Record<string, unknown>>;

/** The JSON Schema (2020-12, as OpenAPI 3.1 takes it) of what travels. `input`: what a sender may leave out, it may leave out. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

export function jsonBody(schema: Json): Json {
  return { content: { 'application/json': { schema } } };
}

export function ok(description: string, schema?: Json, headers?: Json): Json {
  return {
    description,
    ...(headers === undefined ? {} : { headers }),
    ...(schema === undefined ? {} : jsonBody(schema)),
  };
}

/** The problems an operation can answer with, by status. */
export function problemAnswers(...codes: readonly ProblemCode[]): Json {
  const statuses = [...new Set(codes.map((code) => problems[code][0]))];
  return Object.fromEntries(
    statuses.map((status) => [status, problemAnswer(codes.filter((code) => problems[code][0] === status))]),
  );
}

function problemAnswer(codes: readonly ProblemCode[]): Json {
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code][1]}. ${problems[code][2]}`).join('\n\n'),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

export function parameter(
  place: 'query' | 'path' | 'header',
  name: string,
  description: string,
  schema: Json = { type: 'string' },
  required = place === 'path',
): Json {
  return { in: place, name, description, schema, required };
}

/** Of every list. */
export const PAGE = [
  parameter('query', 'cursor', 'From `nextCursor` of the page before.'),
  parameter('query', 'limit', 'On a page: 1 to 200. Default: 50.'),
];
