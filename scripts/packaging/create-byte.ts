import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { displayPath } from './read-byte.js';

/** The lesson that a new Byte starts from: every section kind and question type once. */
export const STARTER = fileURLToPath(new URL('../starter', import.meta.url));

/** Makes the folder of a new Byte in `content`; nothing that is already there changes. */
export async function createByte(
  content: string,
  names: readonly string[],
): Promise<{ readonly ok: boolean; readonly message: string }> {
  const [name] = names;
  if (name === undefined || names.length > 1) {
    return { ok: false, message: 'Give one name, such as: npm run new -- nurse-practitioner' };
  }
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 60) {
    return {
      ok: false,
      message: `"${name}" cannot be the name of a Byte. Use small letters a–z, digits and single hyphens, start with a letter, and keep it to 60 characters, such as: nurse-practitioner`,
    };
  }
  const folder = join(content, name);
  const shown = displayPath(folder);
  try {
    await mkdir(content, { recursive: true });
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return {
      ok: false,
      message: `${shown} is already there. Choose another name, or edit that one.`,
    };
  }
  const text = await readFile(join(STARTER, 'en.yaml'), 'utf8');
  await cp(join(STARTER, 'media'), join(folder, 'media'), { recursive: true });
  await writeFile(join(folder, 'en.yaml'), text.replace(/^id: my-career\b/m, `id: ${name}`));
  return {
    ok: true,
    message: [
      `${shown} is ready. It is a complete lesson: replace its texts and pictures with your own.`,
      `  1. Open ${shown}/en.yaml in your editor.`,
      `  2. See it while you write:  npm run dev -- ${name}`,
      `  3. Make the packages:       npm run build -- ${name}`,
      'content/README.md explains every field.',
    ].join('\n'),
  };
}
