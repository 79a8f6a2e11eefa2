import { readFile } from 'node:fs/promises';
import { servedMetrics } from '@parley/consent-gateway/testing';
import { parser } from '@prometheus-io/lezer-promql';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

/** Prometheus makes these itself. */
const ITS_OWN = ['up'];

interface Alerts {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}
interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const alerts = parse(await readFile('deploy/monitoring/alerts.yaml', 'utf8')) as Alerts;
const dashboard = JSON.parse(await readFile('deploy/monitoring/dashboard.json', 'utf8')) as Dashboard;
const questions = [
  ...alerts.groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr] as const)),
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

/** The names of metrics that a question in PromQL asks for. */
function metricsIn(question: string): string[] {
  const names: string[] = [];
  parser.parse(question).iterate({
    enter({ type, from, to }) {
      if (type.isError) throw new Error(`no PromQL, from ${from}: ${question}`);
      if (type.name === 'VectorSelector') names.push(/^\w+/.exec(question.slice(from, to))?.[0] ?? '');
    },
  });
  return names;
}

describe('alerts and dashboard', () => {
  let served: string[] = [];
  beforeAll(async () => {
    served = [...(await servedMetrics()).matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    );
  });

  it.each(questions)('%s asks in PromQL for what the gateway says', (_title, question) => {
    const names = metricsIn(question);
    expect(names).not.toEqual([]);
    for (const name of names) expect([...served, ...ITS_OWN]).toContain(name);
  });

  it('finds what is no question', () => {
    expect(() => metricsIn('sum by (le (rate(x[5m]))')).toThrow('no PromQL');
  });
});
