import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readControlFiles } from '../../../scripts/packaging/control-files.js';
import { startLms, type RunningLms } from '../../../src/lms/start-lms.js';
import type { PlayerSettings } from '../../../src/lms/player/launch-options.js';
import { writeForeignPackage } from './foreign-package.js';

/** A local LMS with its own folders and two foreign packages: 1.2 first, 2004 second. */
export interface TestLms extends RunningLms {
  readonly folder: string;
  /** Sentences about packages of the folder that could not be taken. */
  readonly problems: readonly string[];
  /** Asks for a page as the person who started the program. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Ends the servers; the folders stay. */
  stop(): Promise<void>;
  /** Posts a form as the main pages do. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response>;
  /** Sends a file as the upload fields do. */
  upload(path: string, name: string, data: Buffer | string): Promise<Response>;
  /** Launches a course for a new learner and opens the player; gives what the player is told. */
  launch(course: number, fields: Readonly<Record<string, string>>): Promise<PlayerSettings>;
  /** Opens the player of a launch; gives what the player is told. */
  settings(token: string): Promise<PlayerSettings>;
  /** Commits as the player does; true when it is stored. */
  commit(settings: PlayerSettings, cmi: Readonly<Record<string, string>>): Promise<boolean>;
}

export async function runningLms(): Promise<TestLms> {
  const folder = await mkdtemp(join(tmpdir(), 'local-lms-'));
  const packages = join(folder, 'packages');
  await mkdir(packages);
  await writeForeignPackage(join(packages, 'a-12.zip'), '1.2');
  await writeForeignPackage(join(packages, 'b-2004.zip'), '2004 4th Edition');
  return lmsIn(folder);
}

/** Starts on folders that are there already. */
export async function lmsIn(folder: string): Promise<TestLms> {
  const lms = await startLms({
    dataFolder: join(folder, 'data'),
    packagesFolder: join(folder, 'packages'),
    controlFiles: readControlFiles,
    port: 0,
  });
  const problems = await lms.arrived;
  const { main, packages } = lms.origins;
  const send = async (path: string, body: FormData | URLSearchParams): Promise<Response> =>
    fetch(main + path, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { Origin: main, Cookie: lms.cookie },
    });
  const settings = async (token: string): Promise<PlayerSettings> =>
    settingsIn(await (await fetch(`${packages}/play/${token}`)).text());
  return {
    ...lms,
    problems,
    folder,
    get: async (path, headers = {}) =>
      fetch(main + path, { headers: { Cookie: lms.cookie, ...headers }, redirect: 'manual' }),
    stop: async () => lms.close(),
    post: async (path, fields) => send(path, new URLSearchParams(fields)),
    upload: async (path, name, data) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(Buffer.from(data))]), name);
      return send(path, form);
    },
    launch: async (course, fields) => {
      const launched = await send(`/courses/${course}/launches`, new URLSearchParams(fields));
      const token = (launched.headers.get('location') ?? '').split('/').at(-1) ?? '';
      return settings(token);
    },
    settings,
    commit: async ({ commitUrl }, cmi) => {
      const answer = await fetch(packages + commitUrl, {
        method: 'POST',
        body: JSON.stringify(cmi),
      });
      return answer.ok;
    },
    close: async () => {
      await lms.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a player page tells its script. */
export function settingsIn(page: string): PlayerSettings {
  const json = /id="settings">(.*?)<\/script>/s.exec(page)?.[1];
  if (json === undefined) throw new Error(`No settings in ${page.slice(0, 200)}`);
  return JSON.parse(json) as PlayerSettings;
}

/** Writes a file into a new folder and gives its path. */
export async function fileOf(name: string, data: Buffer | string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'local-lms-file-')), name);
  await writeFile(path, data);
  return path;
}
