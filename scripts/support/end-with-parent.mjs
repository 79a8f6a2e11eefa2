// Loaded before a program that another one starts: node --import=<this file> program.js
// Asks the program to end when the process named in END_WITH_PROCESS is gone, however that ended.

const starter = Number(process.env.END_WITH_PROCESS);

const watch = setInterval(() => {
  if (process.ppid === starter) return;
  clearInterval(watch);
  process.kill(process.pid, 'SIGTERM');
}, 500).unref();
