// An owner's program: logs in to her pod and lists what she keeps there for Parley. With the demo running (npm start):
//
//   node scripts/run.mjs examples/01-open-a-pod.ts
//
// It takes the first owner from the demo's folder; give another file as argument.

import { readFile } from 'node:fs/promises';
import { listItems, openPod } from '@parley/pod-client';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { categories } from '@parley/protocol';

const [file = '.parley/demo/demo.json'] = process.argv.slice(2);
const [owner] = JSON.parse(await readFile(file, 'utf8')).owners;

const session = await logInWithClientCredentials({
  oidcIssuer: owner.oidcIssuer,
  ...owner.clientCredentials,
});
try {
  const pod = openPod({ container: owner.container, webId: owner.webId, fetch: session.fetch });
  for (const category of categories.values()) {
    console.log(category.label);
    for await (const { fields, audience } of listItems(pod, { category })) {
      const meantFor = audience === 'everyone' ? audience : audience.join(', ');
      console.log(`  ${fields['title'] ?? fields['statement']} (for ${meantFor})`);
    }
  }
} finally {
  await session.close();
}
