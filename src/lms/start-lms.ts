import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import { openDatabase } from './store/open-database.js';
import { readCodeBooks } from './packages/code-books.js';
import { PackageShelf } from './packages/package-shelf.js';
import { bundleBrowserScripts } from './web/browser-scripts.js';
import { mainApp } from './web/main-app.js';
import type { Origins } from './web/origins.js';
import { packageApp } from './web/package-app.js';

export interface LmsSettings {
  readonly dataFolder: string;
  /** Zips here are offered from the start; a missing folder is an empty one. */
  readonly packagesFolder: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** A running local LMS. */
export interface RunningLms {
  readonly origins: Origins;
  /** Zips of the folder that could not be taken, one sentence each. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** Only programs on this computer get through. */
const LOOPBACK = '127.0.0.1';

/** Starts both servers on loopback. Rejects when the port is taken or the data cannot be read. */
export async function startLms({
  dataFolder,
  packagesFolder,
  port,
}: LmsSettings): Promise<RunningLms> {
  const scripts = await bundleBrowserScripts();
  const database = openDatabase(dataFolder);
  const shelf = new PackageShelf(database, dataFolder);
  const problems = await shelf.takeFolder(packagesFolder);
  let known: Origins = { main: `http://${LOOPBACK}:0`, packages: `http://${LOOPBACK}:0` };
  const origins = (): Origins => known;
  const codeBooks = await readCodeBooks(packagesFolder);
  const services = { database, shelf, scripts, origins, dataFolder, codeBooks };
  const servers: ServerType[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(closed));
    database.close();
  };
  try {
    servers.push(await listening(mainApp(services), port));
    servers.push(await listening(packageApp(services), 0));
  } catch (error) {
    await close();
    throw error;
  }
  const [main, packages] = servers.map(originOf);
  known = { main: main ?? known.main, packages: packages ?? known.packages };
  return { origins: known, problems, close };
}

function listening(app: Hono, port: number): Promise<ServerType> {
  const server = createAdaptorServer({ fetch: app.fetch });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.removeListener('error', reject);
      resolve(server);
    });
  });
}

function originOf(server: ServerType): string {
  return `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
}

function closed(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
