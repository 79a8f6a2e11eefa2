import { environmentSchema } from './config.ts';

/** What the documentation says of one setting. */
export interface SettingReference {
  /** The environment variable. */
  readonly name: string;
  readonly description: string;
  /** What holds where it is not set. Absent: there is none. */
  readonly default?: string;
  /** Without it the gateway does not start. */
  readonly isRequired: boolean;
}

/** Every setting of the gateway, from the schema that its environment is checked by. */
export function settingsReference(): readonly SettingReference[] {
  return Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const unset = schema.safeParse(undefined);
    const value = unset.success ? String(unset.data ?? '') : '';
    return {
      name,
      description: schema.description ?? '',
      isRequired: !unset.success,
      ...(value === '' ? {} : { default: value }),
    };
  });
}
