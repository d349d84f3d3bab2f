/**
 * Loaded by Jest and by each of its workers: they end when the process that started them does, and leave
 * Ctrl-C to it, so that databases are stopped in order.
 */
if (process.send) {
  process.once('disconnect', () => process.exit(1));
  process.on('SIGINT', () => {});
  // Jest itself ends when its work does; a worker lives by its channel.
  if (!process.env.JEST_WORKER_ID) process.channel?.unref();
}
