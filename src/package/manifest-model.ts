import { XmlElement, type XmlTreeNode } from 'libxml2-wasm';

export const MANIFEST = 'imsmanifest.xml';

/**
 * An element of a manifest as a plain value: the rules look at each one many
 * times, and an upload may hold a hundred thousand.
 */
export interface ManifestElement {
  readonly name: string;
  readonly prefix: string;
  readonly namespaceUri: string;
  readonly line: number;
  readonly attributes: readonly ManifestAttribute[];
  readonly children: readonly ManifestElement[];
  /** The text of an element without children; `''` for all others. */
  readonly text: string;
}

export interface ManifestAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly namespaceUri: string;
  readonly value: string;
}

/** Copies `element` and all that is in it; the parser bounds how deep that can be. */
export function modelOf(element: XmlElement): ManifestElement {
  const inner: ManifestElement[] = [];
  for (let node: XmlTreeNode | null = element.firstChild; node; node = node.next) {
    if (node instanceof XmlElement) inner.push(modelOf(node));
  }
  return {
    name: element.name,
    prefix: element.prefix,
    namespaceUri: element.namespaceUri,
    line: element.line,
    attributes: element.attrs.map(({ name, prefix, namespaceUri, value }) => ({
      name,
      prefix,
      namespaceUri,
      value,
    })),
    children: inner,
    text: inner.length === 0 ? element.content : '',
  };
}

/** Every element inside `parent` with the local name `name`, or every one, in the order of the text. */
export function descendants(parent: ManifestElement, name?: string): readonly ManifestElement[] {
  const found: ManifestElement[] = [];
  const visit = (element: ManifestElement): void => {
    for (const child of element.children) {
      if (name === undefined || child.name === name) found.push(child);
      visit(child);
    }
  };
  visit(parent);
  return found;
}

/** The elements directly inside `parent` with the local name `name`. */
export function children(parent: ManifestElement, name: string): readonly ManifestElement[] {
  return parent.children.filter((element) => element.name === name);
}

/** The value of an attribute by its local name; `undefined` when it is not there. */
export function attribute(element: ManifestElement, name: string): string | undefined {
  return element.attributes.find((found) => found.name === name)?.value;
}

/** The text inside the first child called `name`. */
export function childText(element: ManifestElement, name: string): string | undefined {
  return children(element, name)[0]?.text;
}

/** Where an element stands in the manifest. */
export function at(element: ManifestElement): string {
  return `${MANIFEST}:${element.line}`;
}

/** A text that may be anything, in quotes and not too long; `missing` when there is none. */
export function quoted(text: string | undefined): string {
  if (text === undefined) return 'missing';
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
