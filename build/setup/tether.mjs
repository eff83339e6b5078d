// Ends a task whose starter (build/run.mjs) was killed: the task has a process group of its own and would live on unseen.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
