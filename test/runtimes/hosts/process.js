// Runs the suite as a program: Node, Deno, Bun. In: the address of the stage's JSON. Out: the report, on the last line.

import { runSuite } from '../suite/run-suite.js';

const { default: stage } = await import(process.argv[2] ?? '', { with: { type: 'json' } });
console.log(JSON.stringify(await runSuite(stage)));
process.exit(0);
