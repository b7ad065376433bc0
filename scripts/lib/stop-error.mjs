/** Exit codes that scripts and supervisors may rely on. */
export const exitCodes = { bug: 1, unavailable: 69, configuration: 78 };

/** A reason to stop that is the reader's to solve: printed as one line, without a stack. */
export class StopError extends Error {
  constructor(message, exitCode, options) {
    super(message, options);
    this.name = 'StopError';
    this.exitCode = exitCode;
  }
}

/** Something around us does not answer or cannot be used: database, port, disk. */
export const unavailable = (message, cause) => new StopError(message, exitCodes.unavailable, { cause });

/** A setting that does not parse or does not fit. */
export const misconfigured = (message) => new StopError(message, exitCodes.configuration);

/** Ends the process the way the commands promise: one line and a code for a StopError, the stack for a bug. */
export function exitWith(error) {
  if (error instanceof StopError) {
    process.stderr.write(`tackroom: ${error.message}\n`);
    process.exit(error.exitCode);
  }
  process.stderr.write(`tackroom: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(exitCodes.bug);
}
