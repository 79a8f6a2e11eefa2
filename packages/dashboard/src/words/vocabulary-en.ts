/**
 * Words for the terms that everybody uses on the wire. A field or category without words here is called as its declaration calls it, so that
 * a new one needs none.
 */
export const vocabularyEn = {
  /** By the last part of the term. */
  purposes: {
    CustomerCare: {
      name: 'Customer care',
      means: 'To answer you and to put right what is wrong with something that you have from it.',
    },
    CommunicationForCustomerCare: {
      name: 'Messages about customer care',
      means: 'To write to you about a matter that you have with it. Not to advertise.',
    },
    DisputeManagement: {
      name: 'Settling a dispute',
      means: 'To settle something that you and it do not agree about.',
    },
    CustomerClaimsManagement: {
      name: 'Handling a claim',
      means: 'To handle a claim of yours, such as a guarantee or a refund.',
    },
    CustomerOrderManagement: {
      name: 'Handling your orders',
      means: 'To take, deliver and bill what you have ordered.',
    },
    RequestedServiceProvision: {
      name: 'Providing a service you asked for',
      means: 'To do for you what you have asked it to do.',
    },
    ServicePersonalisation: {
      name: 'Fitting the service to you',
      means: 'To make its service different for you than for others, by what it knows of you.',
    },
    ProvidePersonalisedRecommendations: {
      name: 'Personal recommendations',
      means: 'To propose things to you, chosen by what it knows of you.',
    },
    ServiceUsageAnalytics: {
      name: 'Statistics about the use of the service',
      means: 'To count and compare how you and others use what it offers.',
    },
    DirectMarketing: {
      name: 'Advertising sent to you',
      means: 'To send you advertising. What it reads helps it to choose which.',
    },
  } as Readonly<Record<string, { readonly name: string; readonly means: string }>>,
  categories: {} as Readonly<Record<string, string>>,
  /** By category. */
  fields: {} as Readonly<Record<string, Readonly<Record<string, string>>>>,
  /** By category. */
  filters: {} as Readonly<Record<string, Readonly<Record<string, string>>>>,
  /** Values out of closed lists. */
  values: {
    acknowledged: 'seen',
    'in-progress': 'in progress',
    prefer: 'I prefer it',
    require: 'I need it',
    avoid: 'I would rather not',
    refuse: 'I do not want it',
  } as Readonly<Record<string, string>>,
};
