import type { Byte } from '../src/core/byte.js';

/** What a manifest says about one lesson and its package. */
export interface ManifestInput {
  readonly byte: Byte;
  /** Every shipped file but the control files; the first one is what the LMS opens. */
  readonly files: readonly string[];
}

/**
 * The identifiers of a package. They depend on the Byte's id alone: when a
 * package is replaced, an LMS keeps its attempts only if they stay the same,
 * and it may confuse two lessons that share them. See docs/scorm.md, Manifest
 * and zip.
 */
export interface Identifiers {
  readonly manifest: string;
  readonly organization: string;
  readonly item: string;
  readonly resource: string;
}

export function identifiersOf({ id }: Pick<Byte, 'id'>): Identifiers {
  const manifest = `career-byte-${id}`;
  return {
    manifest,
    organization: `${manifest}-course`,
    item: `${manifest}-lesson`,
    resource: `${manifest}-page`,
  };
}

/** About how long the lesson takes, as an ISO 8601 duration. */
export function typicalLearningTime({ sections }: Byte): string {
  const minutes = sections.reduce((sum, section) => sum + section.minutes, 0);
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `PT${hours}H${minutes % 60}M` : `PT${minutes}M`;
}

/** Under what the lesson may be used; the details stand in its notice.txt. */
export const LICENCE_TEXT =
  'Content: Creative Commons Attribution 4.0 International (CC BY 4.0). Program: MIT. notice.txt names all sources.';

/** An author as the vCard that learning object metadata asks for. */
export function vcard(author: string): string {
  const name = author.replace(/[\\;,]/g, '\\$&');
  return `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nN:${name};;;;\nEND:VCARD`;
}
