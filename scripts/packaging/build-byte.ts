import { lessonOf } from '../../src/core/lesson.js';
import { EDITIONS, zipName, type Edition } from '../../manifest/editions.js';
import type { Bundle } from './bundle.js';
import { sha256 } from '../../src/package/control-files.js';
import type { Source } from '../../src/compiler/load-content.js';
import { packageFiles } from '../../src/compiler/package-files.js';
import { pageAround, renderBody } from '../../src/compiler/render-page.js';
import { selfTestPage } from '../../src/compiler/self-test-page.js';
import { zipFiles } from './zip-package.js';

/** One finished zip, not yet written. */
export interface Package {
  readonly edition: Edition;
  readonly name: string;
  readonly data: Buffer;
  readonly sha256: string;
}

/** Makes the packages of all editions; the same source and bundle give the same bytes. */
export async function buildPackages(source: Source, bundle: Bundle): Promise<readonly Package[]> {
  const { byte, pictures } = source;
  const lesson = lessonOf(byte, fingerprintOf(source));
  const { styles, scripts, earlyScripts, selfTests } = bundle;
  const body = renderBody({ byte, lesson, pictures });
  return Promise.all(
    EDITIONS.map(async (edition) => {
      const [script, earlyScript] = [scripts[edition], earlyScripts[edition]];
      const page = pageAround(body, { byte, lesson, styles, script, earlyScript });
      const selfTest = selfTestPage(selfTests[edition]);
      const files = await packageFiles(byte, edition, { page, selfTest });
      const data = await zipFiles(files);
      return { edition, name: zipName(byte.id, edition), data, sha256: sha256(data) };
    }),
  );
}

/**
 * Ten characters that change with any word or picture of the lesson: shown on
 * the page and kept with an attempt, so that what was reviewed can be told from
 * what was uploaded.
 */
export function fingerprintOf({ byte, pictures }: Source): string {
  return sha256(JSON.stringify([byte, [...pictures]])).slice(0, 10);
}
