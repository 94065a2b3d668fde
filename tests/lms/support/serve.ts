import { startLms } from '../../../src/lms/start-lms.js';

// A process of its own, so that a test can kill it: `tsx serve.ts DATA PACKAGES`.
const [dataFolder = '', packagesFolder = ''] = process.argv.slice(2);
const { origins } = await startLms({ dataFolder, packagesFolder, port: 0 });
process.stdout.write(`${JSON.stringify(origins)}\n`);
