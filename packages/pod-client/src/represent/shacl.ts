const sh = (name: string): string => `http://www.w3.org/ns/shacl#${name}`;

/** @see https://www.w3.org/TR/shacl/ */
export const SH = {
  NodeShape: sh('NodeShape'),
  PropertyShape: sh('PropertyShape'),
  IRI: sh('IRI'),
  targetClass: sh('targetClass'),
  nodeKind: sh('nodeKind'),
  closed: sh('closed'),
  property: sh('property'),
  path: sh('path'),
  name: sh('name'),
  description: sh('description'),
  datatype: sh('datatype'),
  in: sh('in'),
  or: sh('or'),
  node: sh('node'),
  hasValue: sh('hasValue'),
  minCount: sh('minCount'),
  maxCount: sh('maxCount'),
} as const;
