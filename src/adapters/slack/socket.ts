/** A Socket Mode connection that stays connected, with Bolt's receiver on top. */
import { SocketModeReceiver } from '@slack/bolt';
import type { SlackConfig } from '../../config.ts';
import type { Log } from '../../ports/log.ts';
import { PLAIN_ACK } from './listeners.ts';
import { clientOptions, quietLogger, startProblem } from './web-api.ts';

export type Socket = {
  readonly receiver: SocketModeReceiver;
  /** Resolves when Slack has said hello; rejects with a `PlatformError`. */
  readonly connect: () => Promise<void>;
  readonly disconnect: () => void;
};

const CONNECT_WITHIN_MS = 15_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * The SDK's own reconnecting waits five seconds each time and ends the process when Slack refuses the token
 * meanwhile (its promise has no handler), so the loop is here.
 */
export function createSocket(config: SlackConfig, appToken: string, log: Log): Socket {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: quietLogger(log),
    installerOptions: { clientOptions: clientOptions(config, log) },
    customPropertiesExtractor: ({ accepts_response_payload }: { accepts_response_payload?: boolean }) => ({
      [PLAIN_ACK]: accepts_response_payload !== true,
    }),
  });
  const { client } = receiver;
  let isStopped = false;
  let isReconnecting = false;

  const reconnect = async () => {
    if (isReconnecting) return;
    isReconnecting = true;
    for (let failures = 0; !isStopped; ) {
      try {
        await client.start();
        break;
      } catch (error) {
        failures++;
        log.warn({ error, failures }, 'slack socket could not be reconnected; trying again');
        await pause(Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures));
      }
    }
    isReconnecting = false;
  };

  return {
    receiver,
    async connect() {
      try {
        await inTime(client.start());
      } catch (error) {
        isStopped = true;
        void client.disconnect();
        throw startProblem(error, 'SLACK_APP_TOKEN', config);
      }
      client.on('disconnected', () => {
        if (!isStopped) void reconnect();
      });
    },
    disconnect() {
      isStopped = true;
      void client.disconnect();
    },
  };
}

async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Slack did not say hello')), CONNECT_WITHIN_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
