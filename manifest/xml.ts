/** One element; text among the children is escaped when it is written. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Makes an element. Children that do not apply may be `null` and are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (XmlElement | string | null)[] = [],
): XmlElement {
  return { name, attributes, children: children.filter((child) => child !== null) };
}

/** Writes `root` as a whole document: UTF-8 is declared, lines are indented, and it ends in a line break. */
export function toXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}\n`;
}

/**
 * Makes `text` safe between tags and inside quoted attributes. Characters that
 * XML 1.0 forbids even as references are removed, since no LMS could read them,
 * and so are U+007F to U+009F: XML allows these controls but advises against them.
 */
export function esc(text: string): string {
  return text
    .replace(REMOVED, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&apos;');
}

const REMOVED =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function write({ name, attributes, children }: XmlElement, indent: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${esc(value)}"`);
  const open = `${indent}<${name}${written.join('')}`;
  if (children.length === 0) return `${open}/>`;
  const inner = children.map((child) =>
    typeof child === 'string' ? esc(child) : `\n${write(child, `${indent}  `)}`,
  );
  const closingIndent = typeof children.at(-1) === 'string' ? '' : `\n${indent}`;
  return `${open}>${inner.join('')}${closingIndent}</${name}>`;
}
