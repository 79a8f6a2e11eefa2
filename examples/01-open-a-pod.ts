// An owner's program: logs in to her pod, and lists what she keeps there for Parley. With the demo running (npm start):
//
//   node scripts/run.mjs --env-file=.parley/demo/alice.env examples/01-open-a-pod.ts

import { listItems, openPod } from '@parley/pod-client';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { categories } from '@parley/protocol';
import { setting } from './setting.ts';

const session = await logInWithClientCredentials({
  oidcIssuer: setting('OWNER_ISSUER'),
  id: setting('OWNER_CLIENT_ID'),
  secret: setting('OWNER_CLIENT_SECRET'),
});
try {
  const { webId, fetch } = session;
  const pod = openPod({ container: setting('OWNER_CONTAINER'), webId, fetch });
  for (const category of categories.values()) {
    console.log(category.label);
    for await (const { fields, audience } of listItems(pod, { category })) {
      const meantFor = audience === 'everyone' ? audience : audience.join(', ');
      const [first] = Object.values(fields);
      console.log(`  ${fields['title'] ?? fields['statement'] ?? first} (for ${meantFor})`);
    }
  }
} finally {
  await session.close();
}
