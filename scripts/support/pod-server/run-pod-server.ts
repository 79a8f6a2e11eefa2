// The pod server's process: node run-pod-server.ts <compiled program> <variables as JSON>

import { readFileSync } from 'node:fs';
import { podServerRequire } from './compile-pod-server.ts';

const [program = '', variables = '{}'] = process.argv.slice(2);
const module = {
  exports: (_variables: object): { start(): Promise<void> } => {
    throw new Error('no program');
  },
};
// Its `require` is the server's, wherever the program lies.
new Function('module', 'require', readFileSync(program, 'utf8'))(module, podServerRequire);
const given = Object.entries(JSON.parse(variables) as object);
const app = module.exports(
  Object.fromEntries(
    given.map(([name, value]) => [`urn:solid-server:default:variable:${name}`, value ?? undefined]),
  ),
);
await app.start();
