import {
  ParseOption,
  XmlDocument,
  XmlElement,
  XmlParseError,
  type XmlAttribute,
} from 'libxml2-wasm';
import type { ContentFault, ContentProblem } from './problems.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Elements that draw, and nothing that runs, loads, links or styles. */
const DRAWING: ReadonlySet<string> = new Set(
  (
    'svg g path rect circle ellipse line polyline polygon text tspan title desc defs ' +
    'linearGradient radialGradient stop clipPath mask pattern'
  ).split(' '),
);

/** What is wrong with a picture, and the ids that it gives. */
export interface CheckedSvg {
  readonly problems: readonly ContentProblem[];
  readonly ids: readonly string[];
}

/**
 * Checks that `svg` can stand inside a page: well-formed, scaling, and made of
 * drawing alone. It may come from anywhere, so what is not known is refused.
 */
export function checkSvg(svg: string, file: string): CheckedSvg {
  const problems: ContentProblem[] = [];
  const report = (line: number, fault: ContentFault): void => {
    problems.push({ ...fault, at: { file, line, column: 1 } });
  };
  // A document type can hold entities that multiply; it is refused before anything reads it.
  if (/<!(DOCTYPE|ENTITY)/i.test(svg)) {
    report(1, { kind: 'picture-unsafe', what: 'a document type' });
    return { problems, ids: [] };
  }
  try {
    using document = XmlDocument.fromString(svg, { option: ParseOption.XML_PARSE_NONET });
    const ids: string[] = [];
    if (/<\?(?!xml\s)/.test(svg))
      report(1, { kind: 'picture-unsafe', what: 'a processing instruction' });
    const root = document.root;
    if (root.name === 'svg' && !root.attr('viewBox')) {
      report(root.line, { kind: 'picture-no-view-box' });
    }
    if (root.name !== 'svg' && DRAWING.has(root.name)) {
      report(root.line, unsafeElement(root.name));
    }
    for (const node of document.find('//*')) {
      if (node instanceof XmlElement) checkElement(node, report, ids);
    }
    return { problems, ids };
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    return { problems: malformed(error, file), ids: [] };
  }
}

function malformed(error: XmlParseError, file: string): readonly ContentProblem[] {
  const first = error.details[0];
  const message = (first?.message ?? 'the file is empty').trim();
  const at = { file, line: first?.line ?? 1, column: first?.col ?? 1 };
  return [{ kind: 'picture-malformed', message, at }];
}

function checkElement(
  element: XmlElement,
  report: (line: number, fault: ContentFault) => void,
  ids: string[],
): void {
  if (element.namespaceUri !== SVG || !DRAWING.has(element.name)) {
    report(element.line, unsafeElement(element.name));
  }
  for (const attribute of element.attrs) {
    const what = unsafeAttribute(attribute);
    if (what !== null) report(element.line, { kind: 'picture-unsafe', what });
    if (attribute.name === 'id') ids.push(attribute.value);
  }
}

function unsafeElement(name: string): ContentFault {
  return { kind: 'picture-unsafe', what: `the element <${name}>` };
}

function unsafeAttribute({ name, value, namespaceUri }: XmlAttribute): string | null {
  const runs = /^on/i.test(name) || name === 'href' || name === 'src' || name === 'style';
  if (runs || (namespaceUri !== '' && namespaceUri !== XML)) return `the attribute ${name}`;
  if (/url\(\s*['"]?(?!#)/i.test(value)) return `an address in the attribute ${name}`;
  return null;
}

const XML = 'http://www.w3.org/XML/1998/namespace';
