// Loaded before a child program: node --import=<this file> program.js
// Asks the program to end when the process that started it is gone, however that ended. Nothing is left behind.

const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 500).unref();
