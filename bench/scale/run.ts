// What would a hundred million owners take? npm run scale
// Prints the model's tables, and writes docs/scale.md and its picture from the newest results of the benchmark.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryFolder } from '../../scripts/install.mjs';
import { readMeasured } from './measured.ts';
import { modelOf } from './model.ts';
import { scalePages } from './page.ts';
import {
  capacityTable,
  demandTable,
  limitsTable,
  measuredTable,
  simulationTable,
  type Table,
  toMeasure,
  waitTable,
} from './tables.ts';

const model = modelOf(readMeasured(join(repositoryFolder, 'bench/results')));
const missing = toMeasure(model);
const tables = [measuredTable, demandTable, limitsTable, simulationTable, waitTable];
if (missing === undefined) tables.push(capacityTable);
for (const table of tables) console.log(`${aligned(table(model))}\n`);
if (missing !== undefined)
  console.log(
    `Not everything was measured: processes, clusters, bytes and cost stay open until\n  ${missing}\n`,
  );
for (const [path, text] of scalePages(model)) {
  await writeFile(join(repositoryFolder, path), text);
  console.log(`wrote ${path}`);
}

function aligned(table: Table): string {
  const widths = (table[0] ?? []).map((_, at) => Math.max(...table.map((cells) => cells[at]?.length ?? 0)));
  return table
    .map((cells) =>
      cells
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
