// One behaviour of the vendor SDK a case, the same on every runtime: nothing here but fetch and the language.

import { consentCases } from './consent-cases.js';
import { fakeCases } from './fake-cases.js';
import { faultCases } from './fault-cases.js';
import { proofCases } from './proof-cases.js';

const cases = { ...consentCases, ...faultCases, ...proofCases, ...fakeCases };

export const caseNames = Object.keys(cases);

/**
 * @typedef {object} Report
 * @property {string} runtime Who ran it, in its own words.
 * @property {Record<string, string>} outcomes `passed`, or what went wrong, by case.
 */

/**
 * @param {import('./stage.js').Stage} stage
 * @returns {Promise<Report>}
 */
export async function runSuite(stage) {
  /** @type {Record<string, string>} */
  const outcomes = {};
  for (const [name, run] of Object.entries(cases)) {
    outcomes[name] = await run(stage).then(
      () => 'passed',
      (fault) => String(fault?.stack ?? fault),
    );
  }
  return { runtime: navigator.userAgent, outcomes };
}
