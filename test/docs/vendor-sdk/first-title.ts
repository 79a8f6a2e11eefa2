import { type Consent, isVendorSdkError } from '@parley/vendor-sdk';

export async function firstTitle(consent: Consent): Promise<string | undefined> {
  try {
    const purpose = 'https://w3id.org/dpv#CustomerCare';
    for await (const issue of consent.issues.list({ purpose })) return issue.title;
    return undefined;
  } catch (error) {
    if (!isVendorSdkError(error)) throw error;
    switch (error.code) {
      case 'consent_paused':
        return `Paused until ${error.resumesAt ?? 'the owner resumes it'}`;
      case 'consent_withdrawn':
      case 'consent_expired':
        return `Over: delete what you have by ${error.deleteBy ?? 'no date, as agreed'}`;
      default:
        throw error;
    }
  }
}
