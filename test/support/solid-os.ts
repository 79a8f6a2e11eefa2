// SolidOS as it runs in a browser: its issue pane, widgets, logic and RDF library from the registry, in a small DOM.
// In: a person's WebID and fetch. Out: the pages that the person would see.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { type HTMLElement, Window } from 'happy-dom';
import type { Fetcher, IndexedFormula, NamedNode, UpdateManager } from 'rdflib';
import { type SolidOsPage, solidOsPage } from './solid-os-page.ts';

/** The names that SolidOS takes from a page, beside `window`. */
const PAGE_GLOBALS = [
  'document',
  'location',
  'localStorage',
  'customElements',
  'HTMLElement',
  'CSSStyleSheet',
] as const;

// The parts of its modules that are used here: the issue pane has no types, the others' need those of a browser.
interface SolidLogic {
  readonly store: IndexedFormula & { readonly fetcher: Fetcher; readonly updater: UpdateManager };
  readonly solidLogicSingleton: {
    readonly typeIndex: {
      getScopedAppInstances(
        rdfClass: NamedNode,
        user: NamedNode,
      ): Promise<readonly { readonly instance: NamedNode; readonly scope: { readonly label: string } }[]>;
    };
  };
}

interface SolidUi {
  readonly ns: Readonly<Record<'wf' | 'dct' | 'sioc' | 'foaf' | 'schema', (name: string) => NamedNode>>;
}

interface IssuePane {
  label(subject: NamedNode, context: object): string | null;
  render(subject: NamedNode, context: object): HTMLElement;
}

export interface SolidOs extends Pick<SolidLogic, 'store'>, Pick<SolidUi, 'ns'> {
  /** The issue trackers that it finds for the person, and in which of their type indexes. */
  trackers(): Promise<readonly { readonly iri: string; readonly index: string }[]>;
  /** Its page of a tracker or of an issue, read anew from the pod; parts of it may come a moment later. */
  open(iri: string): Promise<SolidOsPage>;
  /** Whether it takes an issue that it has read for open. */
  isOpen(iri: string): boolean;
}

/** @NOTE SolidOS has one store and one user for the whole process. */
export async function startSolidOs(person: { webId: string; fetch: typeof fetch }): Promise<SolidOs> {
  const window = new Window({ url: 'http://localhost/', console });
  // How SolidOS is told in tests who is logged in.
  Object.assign(window, { $SolidTestEnvironment: { username: person.webId } });
  const globals = [['window', window], ...PAGE_GLOBALS.map((name) => [name, window[name]] as const)] as const;
  for (const [name, value] of globals) Object.defineProperty(globalThis, name, { value, configurable: true });

  const logic = (await import('solid-logic')) as unknown as SolidLogic;
  const ui = (await import('solid-ui')) as unknown as SolidUi;
  const rdf = await import('rdflib');
  const pane = loadIssuePane({ UI: ui, SolidLogic: logic, $rdf: rdf });
  const { store, solidLogicSingleton } = logic;
  store.fetcher._fetch = person.fetch;
  const context = { dom: window.document, session: { store, paneRegistry: { byName: () => pane } } };

  return {
    store,
    ns: ui.ns,
    async trackers() {
      const user = rdf.sym(person.webId);
      const found = await solidLogicSingleton.typeIndex.getScopedAppInstances(ui.ns.wf('Tracker'), user);
      return found.map(({ instance, scope }) => ({ iri: instance.value, index: scope.label }));
    },
    async open(iri) {
      const subject = rdf.sym(iri);
      await store.fetcher.load(subject.doc(), { force: true, clearPreviousData: true });
      const page = pane.render(subject, context);
      window.document.body.replaceChildren(page);
      return solidOsPage(page, pane.label(subject, context), window);
    },
    isOpen: (iri) => Object.hasOwn(store.findTypeURIs(rdf.sym(iri)), ui.ns.wf('Open').value),
  };
}

/** It is published for pages that have its neighbours as global names, which no package resolves to. */
function loadIssuePane(neighbours: Readonly<Record<string, unknown>>): IssuePane {
  const filename = createRequire(import.meta.url).resolve('issue-pane');
  const module: { exports: { default?: IssuePane } } = { exports: {} };
  const run = compileFunction(readFileSync(filename, 'utf8'), ['module', 'exports', 'require'], { filename });
  run(module, module.exports, (name: string) => neighbours[name]);
  if (module.exports.default === undefined) throw new Error('The issue pane is not where it was.');
  return module.exports.default;
}
