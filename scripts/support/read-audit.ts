/** What a registry says of known flaws in what is installed. */
export type AuditOutcome =
  | { readonly checked: true; readonly flaws: readonly string[] }
  /** `reason`: of the registry, in a few words. */
  | { readonly checked: false; readonly reason: string };

/** The parts that count, of a report and of a fault. */
interface AuditJson {
  readonly auditReportVersion?: number;
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
  readonly statusCode?: number;
  readonly message?: string;
}

const COUNTS = new Set(['high', 'critical']);

/** Reads what `npm audit --json` wrote. Where the registry did not answer, that is not a clean bill. */
export function readAudit(text: string): AuditOutcome {
  const { auditReportVersion, vulnerabilities, statusCode, message } = parse(text);
  if (auditReportVersion === undefined || vulnerabilities === undefined)
    return { checked: false, reason: statusCode ? `status ${statusCode}` : (message ?? 'no report') };
  const flaws = Object.entries(vulnerabilities)
    .filter(([, { severity }]) => COUNTS.has(severity))
    .map(([name, { severity, range }]) => `${name} ${range}: ${severity}`);
  return { checked: true, flaws };
}

function parse(text: string): AuditJson {
  try {
    return JSON.parse(text) as AuditJson;
  } catch {
    return {};
  }
}
