import { XmlElement, type XmlDocument } from 'libxml2-wasm';

/** A path that the manifest names, with the folders of every `xml:base` around it. */
export interface Reference {
  readonly href: string;
  /** From the top of the zip. */
  readonly path: string;
  readonly line: number;
}

export interface Resource {
  readonly element: XmlElement;
  readonly identifier: string;
  readonly line: number;
  readonly href: Reference | null;
  readonly files: readonly Reference[];
}

/** Every element below `parent`, or below the root and with it, that has the local name `name`. */
export function descendants(parent: XmlElement | XmlDocument, name: string): readonly XmlElement[] {
  const found = parent.find(`.//*[local-name()="${name}"]`);
  return found.filter((node) => node instanceof XmlElement);
}

/** The elements directly inside `parent`, all or those with the local name `name`. */
export function children(parent: XmlElement, name?: string): readonly XmlElement[] {
  const elements = parent.find('*').filter((node) => node instanceof XmlElement);
  return name === undefined ? elements : elements.filter((element) => element.name === name);
}

/** The value of an attribute by its local name; `undefined` when it is not there. */
export function attribute(element: XmlElement, name: string): string | undefined {
  return element.attrs.find((found) => found.name === name)?.value;
}

/** The text inside the first child called `name`. */
export function childText(element: XmlElement, name: string): string | undefined {
  return children(element, name)[0]?.content;
}

/** The resources with all paths made absolute. */
export function resourcesOf(root: XmlElement): readonly Resource[] {
  return descendants(root, 'resource').map((element) => {
    const href = attribute(element, 'href');
    const base = baseOf(element);
    return {
      element,
      identifier: attribute(element, 'identifier') ?? '',
      line: element.line,
      href: href === undefined ? null : reference(base, href, element.line),
      files: children(element, 'file').flatMap((file) => {
        const name = attribute(file, 'href');
        return name === undefined ? [] : [reference(base, name, file.line)];
      }),
    };
  });
}

function reference(base: string, href: string, line: number): Reference {
  const path = decoded(`${base}${href.split(/[?#]/)[0] ?? ''}`);
  return { href, path, line };
}

function baseOf(element: XmlElement | null): string {
  if (!element) return '';
  const own = element.attrs.find(({ name, prefix }) => name === 'base' && prefix === 'xml');
  return baseOf(element.parent) + (own?.value ?? '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
