import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isPodError, parseBlockDocument } from '@parley/pod-client';
import { WrongUse } from '../command/wrong-use.ts';
import { readText } from './read-text.ts';

/** The signed statements in a copy of a pod's folder of record keys. A file without one introduces no key. @throws {WrongUse} */
export async function readKeyStatements(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => {
    throw new WrongUse(`${folder} is no folder that can be read: give the copy of the pod's ledger/keys.`);
  });
  const files = names.filter((name) => name.endsWith('.ttl')).sort();
  if (files.length === 0) throw new WrongUse(`${folder} holds no record keys (.ttl).`);
  const statements = await Promise.all(
    files.map(async (name) => statementIn(await readText(join(folder, name)))),
  );
  return statements.flat();
}

function statementIn(turtle: string): string[] {
  try {
    return [parseBlockDocument(turtle).jws];
  } catch (fault) {
    if (!isPodError(fault)) throw fault;
    return [];
  }
}
