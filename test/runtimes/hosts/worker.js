// Runs the suite as a worker: workerd calls `test`. In: the stage as a binding. Out: the report, on a line of its own.

import { runSuite } from '../suite/run-suite.js';

const worker = {
  /** @param {unknown} _controller @param {{ STAGE: import('../suite/stage.js').Stage }} environment */
  async test(_controller, { STAGE }) {
    console.log(JSON.stringify(await runSuite(STAGE)));
  },
};

// biome-ignore lint/style/noDefaultExport: where the runtime looks for a worker
export { worker as default };
