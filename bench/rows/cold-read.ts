// The first read of a pod by a gateway process that has just started.

import { middleOf } from '../figure.ts';
import type { Row } from '../row.ts';

export const coldRead: Row = {
  name: 'cold-read',
  title: 'the first read of a gateway that has just started',
  async measure({ sizes, say, world }) {
    const { site } = await world();
    const ms: number[] = [];
    for (let start = 1; start <= sizes.coldStarts; start += 1) {
      const gateway = await site.addGateway();
      try {
        const address = { origin: site.origin, port: gateway.port };
        const answer = await site.vendor.read(address, await site.approved());
        if (answer.status !== 200)
          throw new Error(`A cold read was answered ${answer.status}: ${answer.text}`);
        ms.push(answer.ms);
        say(`start ${start} of ${sizes.coldStarts}: ${answer.ms.toFixed(0)} ms`);
      } finally {
        await gateway.stop();
      }
    }
    return [{ what: 'first read of a process', unit: 'ms', ...middleOf(ms) }];
  },
};
