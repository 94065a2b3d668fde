import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { XmlDocument } from 'libxml2-wasm';
import { openPromise } from 'yauzl';
import { SAFE_PARSING } from '../../src/package/schemas.js';
import type { Target } from './measure.js';
import { referencePage } from './reference.js';
import type { Files } from './serve.js';

/** A package to measure, and its files. */
export interface Candidate {
  readonly target: Target;
  readonly files: Files;
}

/** Anybody's SCORM package at `path`. */
export async function candidate(path: string): Promise<Candidate> {
  const files = await unzip(path);
  const manifest = files.get('imsmanifest.xml');
  if (!manifest) throw new Error(`${path}: there is no imsmanifest.xml at the top of the zip.`);
  return { target: { name: basename(path, '.zip'), href: launchHref(manifest, path) }, files };
}

/** The static page with the words of the lesson in `files`. */
export function referenceFor(files: Files): Candidate {
  const page = files.get('index.html')?.toString('utf8') ?? '';
  return {
    target: { name: 'static reference', href: 'index.html' },
    files: new Map([['index.html', Buffer.from(referencePage(page))]]),
  };
}

/** The file of the first resource that an item of the manifest starts. */
function launchHref(manifest: Buffer, path: string): string {
  using document = XmlDocument.fromString(manifest.toString('utf8'), SAFE_PARSING);
  const id = document.get("//*[local-name()='item'][@identifierref]/@identifierref")?.content;
  const resources = document.find("//*[local-name()='resource'][@href]");
  for (const resource of resources) {
    if (resource.get('@identifier')?.content !== id) continue;
    const href = resource.get('@href')?.content;
    if (href) return href;
  }
  throw new Error(`${path}: the manifest starts no file.`);
}

async function unzip(path: string): Promise<Files> {
  const files = new Map<string, Buffer>();
  const zip = await openPromise(path);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return files;
}
