// The thread that documents are parsed in. It has no authority, no settings and no way out: text in, plain values out.
import { parentPort } from 'node:worker_threads';
import { type DocumentKind, type DocumentToParse, isPodError, parseDocument } from '@parley/pod-client';
import type { ParseAnswer } from './parse-thread.ts';

parentPort?.on('message', (document: DocumentToParse<DocumentKind>) => {
  parentPort?.postMessage(answerTo(document));
});
parentPort?.postMessage('ready');

function answerTo(document: DocumentToParse<DocumentKind>): ParseAnswer {
  try {
    return { content: parseDocument(document) };
  } catch (error) {
    // Whatever else it stumbles over, the document brought it.
    return { rejected: isPodError(error) ? { code: error.code, line: error.line, field: error.field } : {} };
  }
}
