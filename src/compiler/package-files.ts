import type { Byte } from '../core/byte.js';
import { SAVE_CHECK_FILE, SAVE_CHECK_TEXT } from '../runtime/saving/save-check.js';
import type { Edition } from '../../manifest/editions.js';
import { manifestFor } from '../../manifest/manifest.js';
import { METADATA_FILE, metadataFile } from '../../manifest/metadata.js';
import { readControlFiles, type Files } from '../package/control-files.js';
import { noticeText } from './notice.js';

/**
 * Every file of the package in the order of the zip. The manifest comes first,
 * since LMSs look for it, then the page, then what goes with them.
 */
export async function packageFiles(
  byte: Byte,
  edition: Edition,
  { page, selfTest }: { readonly page: string; readonly selfTest: string },
): Promise<Files> {
  const own = new Map([
    ['index.html', Buffer.from(page)],
    [SAVE_CHECK_FILE, Buffer.from(`${SAVE_CHECK_TEXT}: the server answers\n`)],
    ['notice.txt', Buffer.from(noticeText(byte))],
  ]);
  if (edition === 'web') return own;
  own.set('selftest.html', Buffer.from(selfTest));
  if (edition !== 'scorm12') own.set(METADATA_FILE, Buffer.from(metadataFile(byte)));
  const manifest = manifestFor(edition, { byte, files: [...own.keys()] });
  return new Map([
    ['imsmanifest.xml', Buffer.from(manifest)],
    ...own,
    ...(await readControlFiles(edition)),
  ]);
}
