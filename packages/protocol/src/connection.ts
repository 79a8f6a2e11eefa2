/** Names inside the Parley container of a pod. */
export const CONTAINER_NAME = 'parley/';
export const DOCUMENTS = {
  connection: 'connection.ttl',
  vendors: 'vendors.ttl',
  terms: 'terms.ttl',
  settings: 'settings.ttl',
  consents: 'consents/',
  ledger: 'ledger/',
  recordKeys: 'ledger/keys/',
  issues: 'issues/',
  inbox: 'inbox/',
} as const;
