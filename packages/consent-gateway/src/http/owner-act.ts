import { sha256 } from '@parley/protocol';
import express, { type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';
import { namesPrototype } from '../names-prototype.ts';
import { namesTwice } from '../names-twice.ts';

const LIMIT = '64kb';

/** Takes a JSON body as the exact bytes that were sent: an act's path ends in their digest. */
export function exactJsonBody(): RequestHandler {
  const readBytes = express.raw({ type: 'application/json', limit: LIMIT });
  return (request, response, next) => {
    readBytes(request, response, (fault?: unknown) => {
      if (fault !== undefined) next(fault);
      else
        next(
          Buffer.isBuffer(request.body)
            ? undefined
            : new GatewayError('unsupported_media_type', 'the body is not application/json'),
        );
    });
  };
}

/**
 * An owner's act: its path ends in the sha-256 of its body, so that the proof that the browser signed for the path signs the decision too.
 *
 * @throws {GatewayError} `digest_mismatch`, `invalid_request`
 */
export async function readAct<T extends z.ZodType>(
  request: Request,
  schema: T,
): Promise<{ act: z.output<T>; body: string }> {
  const body = exactText(request.body as Buffer);
  if (request.params['digest'] !== (await sha256(body)))
    throw new GatewayError('digest_mismatch', 'the path does not end in the digest of the body');
  return { act: parseBody(body, schema), body };
}

/** A body that is no decision. @throws {GatewayError} `invalid_request` */
export function readBody<T extends z.ZodType>(request: Request, schema: T): z.output<T> {
  return parseBody(exactText(request.body as Buffer), schema);
}

function exactText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new GatewayError('invalid_request', 'the body is not UTF-8', { cause });
  }
}

function parseBody<T extends z.ZodType>(text: string, schema: T): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new GatewayError('invalid_request', 'the body is not JSON', { cause });
  }
  if (namesPrototype(value))
    throw new GatewayError('invalid_request', 'the body has a member that is never used');
  if (namesTwice(text, value))
    throw new GatewayError('invalid_request', 'an object in the body has one name twice');
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new GatewayError(
      'invalid_request',
      `the body does not fit: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`,
    );
  return parsed.data;
}
