/** The standing terms. */
export const termsEn = {
  title: 'Your standing terms',
  lead: 'Lay down once what holds for every company that asks. Nothing is blocked by it: with each request you are told what goes beyond your terms, and one tap takes it out.',
  none: 'You have laid down nothing yet. Each request is then shown as the company asks it.',
  noLimit: 'No limit',
  notOffered: 'None',
  longestAccess: {
    label: 'How long may a company read at most?',
    hint: 'Counted from the day on which it asks. You can stop it at any moment before, whatever you choose here.',
  },
  longestRetention: {
    label: 'How long may it keep what it has read?',
    hint: 'Only its signed word: nobody can look whether it deletes what it has read. A company that keeps it for longer, or for ever, goes beyond your terms.',
  },
  purposesNever: {
    label: 'What for never?',
    hint: 'A request for one of these goes beyond your terms.',
  },
  recipients: {
    label: 'May it pass your data on?',
    allowed: 'Yes, if it says to whom',
    none: 'No, to nobody',
    hint: {
      allowed: 'With each request you see to whom, and can take each of them out.',
      none: 'A request that names anybody else goes beyond your terms.',
    },
  },
  agreement: {
    label: 'Which agreement do you offer?',
    hint: 'Standard agreements between people and companies, published as MyTerms (IEEE 7012). A company accepts one by naming it in its request.',
    checked:
      'What can be seen of a request is checked against it: what for, and whether it is passed on. The rest is the company’s word.',
    unchecked: 'Nothing in it can be checked by this app. It is the company’s word.',
    portable: 'It also hands you your data in a form that you can take elsewhere.',
    names: {
      'SD-BASE': 'Only the service itself',
      'SD-BASE-A': 'The service and statistics',
      'SD-BASE-AT': 'The service, statistics and tracking',
      'SD-BASE-ATP': 'The service, statistics, tracking and a profile',
      'SD-BASE-ATP-S3P': 'All that, and passing on what no longer points to you',
      PDC: 'A contribution of your data',
      'PDC-INTENT': 'Telling what you want to buy or do',
      'PDC-AI': 'Training and running artificial intelligence',
      'PDC-GOOD': 'For the common good',
      TPR: 'An agreement between two people',
      'TPR-IDENTITY-REF': 'Vouching for who somebody is',
    } as Readonly<Record<string, string>>,
    means: {
      'SD-BASE':
        'It uses your data only to do what you asked it for. No statistics, no tracking, no profile, and nobody else gets it.',
      'SD-BASE-A':
        'It does what you asked it for, and may count and compare how its service is used. Nobody else gets your data.',
      'SD-BASE-AT':
        'It may also follow what you do with it from one visit to the next. Nobody else gets your data.',
      'SD-BASE-ATP':
        'It may also form a picture of you, to fit its service to you. Nobody else gets your data.',
      'SD-BASE-ATP-S3P': 'It may also pass on data in which nobody can recognise you any more.',
      PDC: 'You contribute data for a use that the agreement describes.',
      'PDC-INTENT': 'You tell what you mean to buy or do, so that companies can make you an offer.',
      'PDC-AI':
        'Your data may be used to train and to run artificial intelligence, as the agreement describes.',
      'PDC-GOOD': 'Your data may be used for the good of all, such as research.',
      TPR: 'For what two people agree between themselves. Rarely fits a company.',
      'TPR-IDENTITY-REF': 'Somebody vouches for who somebody else is. Rarely fits a company.',
    } as Readonly<Record<string, string>>,
  },
  save: 'Save my terms',
  saved: 'Your terms are laid down',
  replace: 'Lay them down anew',
  replaceTitle: 'Lay your terms down anew?',
  replaceText:
    'What is in the document now cannot be understood and is replaced as a whole once you save. It cannot be brought back from here.',
  malformed: 'As long as it is like this, no request is compared with your terms.',
};
