// Names below localhost are this machine (RFC 6761); not every system's resolver knows it. For a process that has to
// reach pods at such names: node --import, or an import.

import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

dns.lookup = new Proxy(dns.lookup, {
  apply: (lookup, _dns, /** @type {[string, any]} */ [hostname, ...rest]) =>
    lookup(hostname.endsWith('.localhost') ? 'localhost' : hostname, ...rest),
});
syncBuiltinESMExports();
