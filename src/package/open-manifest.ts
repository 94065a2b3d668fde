import { XmlDocument, XmlParseError } from 'libxml2-wasm';
import { finding, type Finding } from './finding.js';
import { MANIFEST } from './manifest-model.js';
import { SAFE_PARSING } from './schemas.js';
import { LIMITS, type ZipEntry } from './zip-file.js';

/** The parsed manifest, or `null` where there is none to go on with. */
export interface OpenedManifest {
  readonly document: XmlDocument | null;
  readonly findings: readonly Finding[];
}

/** Finds and parses the manifest among `entries` of the zip called `place`. */
export function openManifest(entries: readonly ZipEntry[], place: string): OpenedManifest {
  const entry = entries.find(({ name }) => name === MANIFEST);
  if (!entry) return { document: null, findings: [absent(entries, place)] };
  if (entry.size > LIMITS.read) {
    const what = `the manifest has ${entry.size} bytes`;
    return { document: null, findings: [finding('manifest-too-big', MANIFEST, what)] };
  }
  // An unreadable entry has been reported when the zip was read.
  return entry.data ? parse(entry.data) : { document: null, findings: [] };
}

function absent(entries: readonly ZipEntry[], place: string): Finding {
  const similar = entries.find(({ name }) => name.toLowerCase() === MANIFEST);
  if (similar) return finding('manifest-case', similar.name, 'the name has capital letters');
  const nested = entries.find(({ name }) => name.toLowerCase().endsWith(`/${MANIFEST}`));
  if (nested) return finding('manifest-nested', nested.name, 'the manifest is inside a folder');
  return finding('manifest-missing', place, 'the zip has no imsmanifest.xml');
}

function parse(data: Buffer): OpenedManifest {
  const findings: Finding[] = [];
  const text = decode(data);
  if (text === null) {
    const what = 'the text is not in the encoding that it declares';
    return { document: null, findings: [finding('manifest-encoding', MANIFEST, what)] };
  }
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    const what = 'the manifest has a document type';
    return { document: null, findings: [finding('manifest-doctype', MANIFEST, what)] };
  }
  if (data.subarray(0, 3).equals(BOM)) {
    findings.push(finding('manifest-bom', MANIFEST, 'the file starts with a byte order mark'));
  }
  try {
    // The text is decoded already, so what the declaration says must not be applied again.
    const plain = text.replace(/^(<\?xml[^>]*?)\s+encoding\s*=\s*("[^"]*"|'[^']*')/, '$1');
    return { document: XmlDocument.fromString(plain, SAFE_PARSING), findings };
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    const { line, message } = error.details[0] ?? { line: 1, message: error.message };
    const what = `this is not well-formed XML: ${message.trim()}`;
    findings.push(finding('manifest-malformed', `${MANIFEST}:${line}`, what));
    return { document: null, findings };
  }
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Encodings that an XML reader of any LMS knows. */
const ENCODINGS: ReadonlySet<string> = new Set(['utf-8', 'us-ascii', 'iso-8859-1', 'windows-1252']);

function decode(data: Buffer): string | null {
  const declaration = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)/.exec(
    data.subarray(0, 200).toString('latin1'),
  );
  const encoding = (declaration?.[1] ?? 'utf-8').toLowerCase();
  if (!ENCODINGS.has(encoding)) return null;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(data);
  } catch {
    return null;
  }
}
