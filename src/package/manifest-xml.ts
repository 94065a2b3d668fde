import {
  ParseOption,
  XmlDocument,
  XmlElement,
  XmlParseError,
  type XmlTreeNode,
} from 'libxml2-wasm';
import { finding, type Finding } from './findings.js';

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
  /** The text of an element without children, to the letter; `''` for all others. */
  readonly text: string;
}

export interface ManifestAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly namespaceUri: string;
  readonly value: string;
}

/** A parsed manifest, or `null` where there is none to go on with. */
export interface ParsedManifest {
  readonly root: ManifestElement | null;
  /** The text as it was parsed, without the encoding in its declaration. */
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** Hostile XML stays inert: nothing is loaded from anywhere, and no entity is resolved. */
export const SAFE_PARSING = {
  option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE,
} as const;

/** Decodes and parses the bytes of imsmanifest.xml. */
export function parseManifest(bytes: Uint8Array): ParsedManifest {
  const findings: Finding[] = [];
  const { text, encoding, hasMark } = decoded(bytes);
  if (text === null) {
    const what = `the text is not in the encoding that it declares, ${quoted(encoding)}`;
    return { root: null, text: '', findings: [finding('manifest-encoding', MANIFEST, what)] };
  }
  // After decoding, because UTF-16 would hide it.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    const what = 'the manifest has a document type';
    return { root: null, text: '', findings: [finding('manifest-doctype', MANIFEST, what)] };
  }
  if (hasMark && encoding === 'utf-8') {
    findings.push(finding('manifest-bom', MANIFEST, 'the file starts with a byte order mark'));
  }
  if (!/^(utf-8|utf-16|utf-16le|utf-16be|us-ascii)$/.test(encoding)) {
    const what = `the encoding of the manifest is ${encoding}`;
    findings.push(finding('manifest-not-utf8', MANIFEST, what));
  }
  // The text is decoded already, so what the declaration says must not be applied again.
  const plain = text.replace(/^(<\?xml[^>]*?)\s+encoding\s*=\s*("[^"]*"|'[^']*')/, '$1');
  try {
    using document = XmlDocument.fromString(plain, SAFE_PARSING);
    return { root: modelOf(document.root), text: plain, findings };
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    const { line, message } = error.details[0] ?? { line: 1, message: error.message };
    const what = `this is not well-formed XML: ${message.trim()}`;
    findings.push(finding('manifest-malformed', `${MANIFEST}:${line}`, what));
    return { root: null, text: plain, findings };
  }
}

interface Decoded {
  readonly text: string | null;
  readonly encoding: string;
  readonly hasMark: boolean;
}

/** Byte order mark first, then the pattern of UTF-16, then the declaration, as XML 1.0 appendix F has it. */
function decoded(bytes: Uint8Array): Decoded {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const hasMark =
    (a === 0xef && b === 0xbb && c === 0xbf) ||
    (a === 0xff && b === 0xfe) ||
    (a === 0xfe && b === 0xff);
  const isWide = a === 0xff || a === 0xfe || (a === 0x3c && b === 0) || (a === 0 && b === 0x3c);
  const little = a === 0xff || (a === 0x3c && b === 0 && c !== 0 && d === 0);
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)/.exec(start)?.[1]?.toLowerCase();
  const encoding = isWide ? (little ? 'utf-16le' : 'utf-16be') : (declared ?? 'utf-8');
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  if (!isWide && /^(utf-16|ucs-2|iso-10646-ucs)/.test(encoding)) {
    return { text: null, encoding, hasMark };
  }
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, hasMark };
  } catch {
    return { text: null, encoding, hasMark };
  }
}

/** Copies `element` and all that is in it; the parser bounds how deep that can be. */
function modelOf(element: XmlElement): ManifestElement {
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

/** Every element inside `parent` with the local name `name`, or every one, in document order. */
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

/** Where an element is in the manifest. */
export function at(element: ManifestElement): string {
  return `${MANIFEST}:${element.line}`;
}

/** A text that may be anything, in quotes and not too long; `missing` when there is none. */
export function quoted(text: string | undefined): string {
  if (text === undefined) return 'missing';
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
