import { readControlFiles } from '../../../scripts/packaging/control-files.js';
import { startLms } from '../../../src/lms/start-lms.js';

// A process of its own, so that a test can kill it: `tsx serve.ts DATA PACKAGES`.
const [dataFolder = '', packagesFolder = ''] = process.argv.slice(2);
const { origins, cookie, arrived } = await startLms({
  dataFolder,
  packagesFolder,
  controlFiles: readControlFiles,
  port: 0,
});
await arrived;
process.stdout.write(`${JSON.stringify({ ...origins, cookie })}\n`);
