/** Structured log lines on standard error; secrets and what people type stay out of them. */
import pino from 'pino';

export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** @param level `debug`, `info`, `warn`, `error` or `silent` */
export function createLog(level: string): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
  };
  return pino(options, pino.destination({ fd: 2, sync: true }));
}

export const silentLog: Log = createLog('silent');
