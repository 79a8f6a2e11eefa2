/** IRIs that only the pod client needs; those that are part of the wire are in the protocol package. */
const acl = (name: string): string => `http://www.w3.org/ns/auth/acl#${name}`;
const acp = (name: string): string => `http://www.w3.org/ns/solid/acp#${name}`;
const solid = (name: string): string => `http://www.w3.org/ns/solid/terms#${name}`;
const pim = (name: string): string => `http://www.w3.org/ns/pim/space#${name}`;
const dct = (name: string): string => `http://purl.org/dc/terms/${name}`;
const notify = (name: string): string => `http://www.w3.org/ns/solid/notifications#${name}`;
const as = (name: string): string => `https://www.w3.org/ns/activitystreams#${name}`;

export const AS = {
  Announce: as('Announce'),
  object: as('object'),
  summary: as('summary'),
  published: as('published'),
  endTime: as('endTime'),
} as const;

export const ACL = {
  Authorization: acl('Authorization'),
  agent: acl('agent'),
  accessTo: acl('accessTo'),
  default: acl('default'),
  mode: acl('mode'),
  Read: acl('Read'),
  Append: acl('Append'),
  Write: acl('Write'),
  Control: acl('Control'),
} as const;

export const ACP = {
  AccessControlResource: acp('AccessControlResource'),
  resource: acp('resource'),
  accessControl: acp('accessControl'),
  memberAccessControl: acp('memberAccessControl'),
  AccessControl: acp('AccessControl'),
  apply: acp('apply'),
  Policy: acp('Policy'),
  allow: acp('allow'),
  deny: acp('deny'),
  allOf: acp('allOf'),
  anyOf: acp('anyOf'),
  noneOf: acp('noneOf'),
  Matcher: acp('Matcher'),
  agent: acp('agent'),
  PublicAgent: acp('PublicAgent'),
  AuthenticatedAgent: acp('AuthenticatedAgent'),
} as const;

export const SOLID = {
  oidcIssuer: solid('oidcIssuer'),
  privateTypeIndex: solid('privateTypeIndex'),
  publicTypeIndex: solid('publicTypeIndex'),
  TypeIndex: solid('TypeIndex'),
  UnlistedDocument: solid('UnlistedDocument'),
  TypeRegistration: solid('TypeRegistration'),
  forClass: solid('forClass'),
  instance: solid('instance'),
  instanceContainer: solid('instanceContainer'),
  storageDescription: solid('storageDescription'),
} as const;

export const PIM = {
  storage: pim('storage'),
  Storage: pim('Storage'),
  preferencesFile: pim('preferencesFile'),
  ConfigurationFile: pim('ConfigurationFile'),
} as const;

export const NOTIFY = {
  subscription: notify('subscription'),
  channelType: notify('channelType'),
  WebSocketChannel2023: notify('WebSocketChannel2023'),
} as const;

export const DCT_TERMS = {
  title: dct('title'),
  identifier: dct('identifier'),
  created: dct('created'),
  replaces: dct('replaces'),
  conformsTo: dct('conformsTo'),
  isReplacedBy: dct('isReplacedBy'),
  references: dct('references'),
  valid: dct('valid'),
} as const;

export const PROV = {
  Activity: 'http://www.w3.org/ns/prov#Activity',
  wasAssociatedWith: 'http://www.w3.org/ns/prov#wasAssociatedWith',
  endedAtTime: 'http://www.w3.org/ns/prov#endedAtTime',
} as const;

/** The guide's examples write `dct:identifier`, its table this one: a record has both. */
export const DPV_IDENTIFIER = 'https://w3id.org/dpv#hasIdentifier';
export const LDP_CONTAINS = 'http://www.w3.org/ns/ldp#contains';
export const LDP_INBOX = 'http://www.w3.org/ns/ldp#inbox';
export const SCHEMA_DATE_DELETED = 'https://schema.org/dateDeleted';
export const RDFS_SUBCLASS_OF = 'http://www.w3.org/2000/01/rdf-schema#subClassOf';
export const RDFS_LABEL = 'http://www.w3.org/2000/01/rdf-schema#label';
export const RDFS_SEE_ALSO = 'http://www.w3.org/2000/01/rdf-schema#seeAlso';
export const OWL_DISJOINT_UNION_OF = 'http://www.w3.org/2002/07/owl#disjointUnionOf';
export const FOAF_PRIMARY_TOPIC_OF = 'http://xmlns.com/foaf/0.1/isPrimaryTopicOf';
export const OWL_SAME_AS = 'http://www.w3.org/2002/07/owl#sameAs';
