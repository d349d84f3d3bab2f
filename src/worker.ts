import { start } from './start.js';

await start({ web: false, worker: true });
