import { readFile } from 'node:fs/promises';
import { VendorSdkError } from '../errors.ts';

/** What a file holds. @throws {store_failed} where it is not what was written; its content stands in no message. */
export async function readSaved<T>(
  file: string,
  isIt: (value: Record<string, unknown>) => value is Record<string, unknown> & T,
): Promise<T> {
  const value = parsed(await readFile(file, 'utf8'));
  if (value !== undefined && isIt(value)) return value;
  const remedy = 'put it back from a backup, or move it away: then what was saved before it counts';
  throw new VendorSdkError('store_failed', { detail: `${file} is damaged; ${remedy}` });
}

/** Where there is no such file, nothing was saved; any other fault is one. */
export function orNothing(fault: unknown): undefined {
  if (!(fault instanceof Error && 'code' in fault && fault.code === 'ENOENT')) throw fault;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
