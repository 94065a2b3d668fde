import { parseArgs } from 'node:util';
import type { Result } from '../core/result.js';

/** What `npm start` was asked for. */
export interface StartOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly open: boolean;
  readonly data: string;
  readonly reset: boolean;
}

export const HELP = `npm start -- [options]
  --port N     answer at this port instead of any free one
  --open       open the first page in the browser
  --data DIR   keep learners, packages and attempts here (default: data)
  --reset      delete what is kept there, after a question
  --help       show this`;

/** Reads the command line; `null` as value asks for the help. */
export function readOptions(args: readonly string[]): Result<StartOptions | null, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        open: { type: 'boolean', default: false },
        data: { type: 'string', default: 'data' },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { ok: true, value: null };
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : -1;
    if (port < 0 || port > 65_535) {
      return {
        ok: false,
        problems: [`--port ${values.port}: a port is a number from 1 to 65535.`],
      };
    }
    const { open, data, reset } = values;
    return { ok: true, value: { port, open, data, reset } };
  } catch (error) {
    return { ok: false, problems: [error instanceof Error ? error.message : String(error)] };
  }
}
