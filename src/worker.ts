import './platform/process/built-mode.js';
import { start } from './start.js';

await start({ web: false, worker: true });
