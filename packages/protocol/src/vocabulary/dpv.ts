/** IRIs of the Data Privacy Vocabulary 2.3 that Parley uses. @see https://w3id.org/dpv */
const dpv = (name: string): string => `https://w3id.org/dpv#${name}`;
const pd = (name: string): string => `https://w3id.org/dpv/pd#${name}`;

export const DPV = {
  ConsentRecord: dpv('ConsentRecord'),
  ConsentReceipt: dpv('ConsentReceipt'),
  ConsentNotice: dpv('ConsentNotice'),
  ConsentGiven: dpv('ConsentGiven'),
  RenewedConsentGiven: dpv('RenewedConsentGiven'),
  ConsentRefused: dpv('ConsentRefused'),
  ConsentWithdrawn: dpv('ConsentWithdrawn'),
  ConsentRevoked: dpv('ConsentRevoked'),
  ConsentExpired: dpv('ConsentExpired'),
  Process: dpv('Process'),
  hasPurpose: dpv('hasPurpose'),
  hasPersonalData: dpv('hasPersonalData'),
  hasConsentStatus: dpv('hasConsentStatus'),
  isIndicatedAtTime: dpv('isIndicatedAtTime'),
  isIndicatedBy: dpv('isIndicatedBy'),
  hasDataSubject: dpv('hasDataSubject'),
  hasDataController: dpv('hasDataController'),
  hasProcess: dpv('hasProcess'),
} as const;

export const PD = {
  Preference: pd('Preference'),
  Contact: pd('Contact'),
  CommunicationHistory: pd('Communication'),
} as const;

/** Profile of ISO/IEC TS 27560 records in DPV that our consent records conform to. */
export const RECORD_PROFILE = 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr';

/**
 * The purposes a vendor may state, with the words a person reads. Anything else is refused:
 * a purpose that nobody can explain is not one that anybody can consent to.
 */
export const PURPOSES: Readonly<Record<string, string>> = {
  [dpv('CustomerCare')]: 'Customer care',
  [dpv('CommunicationForCustomerCare')]: 'Messages about customer care',
  [dpv('DisputeManagement')]: 'Settling a dispute',
  [dpv('CustomerClaimsManagement')]: 'Handling a claim',
  [dpv('CustomerOrderManagement')]: 'Handling your orders',
  [dpv('RequestedServiceProvision')]: 'Providing a service you asked for',
  [dpv('ServicePersonalisation')]: 'Fitting the service to you',
  [dpv('ProvidePersonalisedRecommendations')]: 'Personal recommendations',
  [dpv('ServiceUsageAnalytics')]: 'Statistics about the use of the service',
  [dpv('DirectMarketing')]: 'Advertising sent to you',
};

/** Those of the published purposes that standard terms speak of: to deliver what was asked for, to count, to know the person. */
export const PURPOSE_GROUPS = {
  serviceDelivery: [
    dpv('CustomerCare'),
    dpv('CommunicationForCustomerCare'),
    dpv('DisputeManagement'),
    dpv('CustomerClaimsManagement'),
    dpv('CustomerOrderManagement'),
    dpv('RequestedServiceProvision'),
  ],
  analytics: [dpv('ServiceUsageAnalytics')],
  profiling: [dpv('ServicePersonalisation'), dpv('ProvidePersonalisedRecommendations')],
} as const satisfies Record<string, readonly string[]>;
