import './platform/process/built-mode.js';
import { start } from './start.js';

/** `main.js` serves and works in one process; `main.js web` only serves. */
await start({ web: true, worker: process.argv[2] !== 'web' });
