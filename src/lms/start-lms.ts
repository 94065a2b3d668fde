import { chmod } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import type { ControlFiles } from '../package/schemas.js';
import { readCodeBooks } from './packages/code-books.js';
import { PackageStore } from './packages/package-store.js';
import { CallLog } from './player/call-store.js';
import { openDatabase } from './store/open-database.js';
import { Reports } from './store/reports.js';
import { Access } from './web/access.js';
import { bundleBrowserScripts } from './web/browser-scripts.js';
import { mainApp } from './web/main-app.js';
import type { Origins } from './web/origins.js';
import { packageApp } from './web/package-app.js';

export interface LmsSettings {
  readonly dataFolder: string;
  /** Zips here are offered from the start; a missing folder is an empty one. */
  readonly packagesFolder: string;
  /** The published schemas that packages are checked against. */
  readonly controlFiles: ControlFiles;
  /** 0 takes any free port. */
  readonly port: number;
}

/** A running local LMS. */
export interface RunningLms {
  readonly origins: Origins;
  /** The first page with the key that lets a browser in. */
  readonly address: string;
  /** The cookie that lets a program in. */
  readonly cookie: string;
  /** Settles when the packages of the folder are there; a sentence for each that could not be taken. */
  readonly arrived: Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Only programs on this computer get through. */
const LOOPBACK = '127.0.0.1';

/**
 * Cookies of other programs on this computer come along with every request, and
 * browsers keep hundreds of kilobytes of them; the usual limit is 16 kB.
 */
const MOST_HEADERS = 1_048_576;

/** Starts both servers on loopback. Rejects when the port is taken or the data cannot be read. */
export async function startLms({
  dataFolder,
  packagesFolder,
  controlFiles,
  port,
}: LmsSettings): Promise<RunningLms> {
  // Whatever this program writes is for its owner alone.
  process.umask(0o077);
  const database = openDatabase(dataFolder);
  const reports = new Reports(database);
  const servers: ServerType[] = [];
  let packages: PackageStore | null = null;
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(closed));
    await packages?.close();
    await reports.close();
    database.close();
  };
  try {
    packages = await PackageStore.open(database, dataFolder, controlFiles);
    await chmod(join(dataFolder, 'packages'), 0o700).catch(() => undefined);
    const access = await Access.open(dataFolder);
    const [scripts, codeBooks] = await Promise.all([
      bundleBrowserScripts(),
      readCodeBooks(packagesFolder),
    ]);
    let known: Origins = { main: `http://${LOOPBACK}:0`, packages: `http://${LOOPBACK}:0` };
    const origins = (): Origins => known;
    const calls = new CallLog(database);
    const services = {
      database,
      reports,
      packages,
      calls,
      scripts,
      origins,
      access,
      dataFolder,
      codeBooks,
    };
    servers.push(await listening(mainApp(services), port));
    servers.push(await listening(packageApp(services), 0));
    const [main, players] = servers.map(addressOf);
    known = { main: main ?? known.main, packages: players ?? known.packages };
    return {
      origins: known,
      address: access.address(known.main),
      cookie: access.cookie,
      arrived: packages.takeFolder(packagesFolder),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function listening(app: Hono, port: number): Promise<ServerType> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { maxHeaderSize: MOST_HEADERS },
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.removeListener('error', reject);
      resolve(server);
    });
  });
}

function addressOf(server: ServerType): string {
  return `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
}

function closed(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
