import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface CommandOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is killed. */
  readonly timeout?: number;
}

/** Runs `command` in this terminal and returns its exit code; 1 when it was killed or could not start. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Runs the program of an npm package with Node, which works on every system, unlike `npx`. */
export function runPackage(
  packageName: string,
  program: string,
  args: readonly string[],
  options?: CommandOptions,
): Promise<number> {
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  return runCommand(process.execPath, [join(dirname(manifest), program), ...args], options);
}
