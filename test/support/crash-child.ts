import { CommandDispatcher } from '../../src/platform/commands/command-dispatcher.js';
import { newId } from '../../src/platform/ids/new-id.js';
import { Waypoints, type Waypoint } from '../../src/platform/claims/waypoints.js';
import { startPieces } from './pieces-app.js';

/** Makes one piece and dies, as by power loss, when its process first passes the waypoint it was given. */
class Deadly extends Waypoints {
  override pass(point: Waypoint): void {
    if (point === process.env.DIE_AT) process.kill(process.pid, 'SIGKILL');
  }
}

const app = await startPieces(process.env.CHILD_DATABASE ?? '', process.env.CHILD_REDIS, {
  waypoints: new Deadly(),
});
process.on('disconnect', () => process.exit(1));
const { body } = await app
  .get(CommandDispatcher)
  .dispatch(
    'piece.make',
    '',
    { label: 'doomed' },
    { actor: { kind: 'staff', id: newId(), role: 'ops' }, requestId: 'crash' },
  );
process.send?.(body);
