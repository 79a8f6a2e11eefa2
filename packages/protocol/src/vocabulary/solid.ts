/** IRIs of Solid and of the vocabularies that SolidOS and others use for the same things. */
const wf = (name: string): string => `http://www.w3.org/2005/01/wf/flow#${name}`;
const schema = (name: string): string => `https://schema.org/${name}`;
const vcard = (name: string): string => `http://www.w3.org/2006/vcard/ns#${name}`;
const dct = (name: string): string => `http://purl.org/dc/terms/${name}`;

export const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

export const WF = {
  Tracker: wf('Tracker'),
  Task: wf('Task'),
  Open: wf('Open'),
  Closed: wf('Closed'),
  tracker: wf('tracker'),
  description: wf('description'),
  message: wf('message'),
  attachment: wf('attachment'),
  issueClass: wf('issueClass'),
  initialState: wf('initialState'),
  stateStore: wf('stateStore'),
  messageStore: wf('messageStore'),
  issueURITemplate: wf('issueURITemplate'),
} as const;

/** RFC 5545, section 3.8.2.1: when a to-do was completed. */
export const ICAL_COMPLETED = 'http://www.w3.org/2002/12/cal/ical#completed';

export const SCHEMA = {
  propertyID: schema('propertyID'),
  value: schema('value'),
  unitCode: schema('unitCode'),
  about: schema('about'),
  encodingFormat: schema('encodingFormat'),
  contentSize: schema('contentSize'),
  name: schema('name'),
  url: schema('url'),
  description: schema('description'),
  validFrom: schema('validFrom'),
  validThrough: schema('validThrough'),
  ContactPoint: schema('ContactPoint'),
  PostalAddress: schema('PostalAddress'),
  contactType: schema('contactType'),
  email: schema('email'),
  telephone: schema('telephone'),
  streetAddress: schema('streetAddress'),
  postalCode: schema('postalCode'),
  addressLocality: schema('addressLocality'),
  addressRegion: schema('addressRegion'),
  addressCountry: schema('addressCountry'),
} as const;

/** How address books write contact details. @see https://www.w3.org/TR/vcard-rdf/ */
export const VCARD = {
  Individual: vcard('Individual'),
  VCard: vcard('VCard'),
  Address: vcard('Address'),
  fn: vcard('fn'),
  email: vcard('email'),
  tel: vcard('tel'),
  hasEmail: vcard('hasEmail'),
  hasTelephone: vcard('hasTelephone'),
  hasAddress: vcard('hasAddress'),
  value: vcard('value'),
  streetAddress: vcard('street-address'),
  postalCode: vcard('postal-code'),
  locality: vcard('locality'),
  region: vcard('region'),
  countryName: vcard('country-name'),
  rev: vcard('rev'),
} as const;

export const DC_TITLE = 'http://purl.org/dc/elements/1.1/title';
export const DCT = { created: dct('created'), modified: dct('modified'), language: dct('language') } as const;
export const SIOC_CONTENT = 'http://rdfs.org/sioc/ns#content';
export const FOAF_MAKER = 'http://xmlns.com/foaf/0.1/maker';

export const XSD = {
  string: 'http://www.w3.org/2001/XMLSchema#string',
  dateTime: 'http://www.w3.org/2001/XMLSchema#dateTime',
  date: 'http://www.w3.org/2001/XMLSchema#date',
  decimal: 'http://www.w3.org/2001/XMLSchema#decimal',
  integer: 'http://www.w3.org/2001/XMLSchema#integer',
  boolean: 'http://www.w3.org/2001/XMLSchema#boolean',
  duration: 'http://www.w3.org/2001/XMLSchema#duration',
} as const;
