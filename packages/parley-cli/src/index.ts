/** The command as a function: for programs that run it in their own process. */
export { runCommand, type Streams } from './command/run-command.ts';
