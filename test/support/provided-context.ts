declare module 'vitest' {
  /** What the global setups hand to the tests: `inject('cssUrl')`. */
  export interface ProvidedContext {
    cssUrl: string;
    postgresUrl: string;
  }
}

export {};
