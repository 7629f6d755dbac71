/** Which of Slack's events lead where. */
import type { AnyMiddlewareArgs, App, ViewSubmitAction } from '@slack/bolt';
import { type HandlerParts, onCommand, onHome, onPress, onShortcut, onSpoken, onSubmit } from './handlers.ts';
import { readEvent } from './incoming.ts';
import { EXPLAIN_CALLBACK } from './manifest.ts';

/** Set in the context when Slack takes no body with this acknowledgement. */
export const PLAIN_ACK = 'plainAck';

/** @param track keeps the process from stopping while the work it is given runs */
export function listen(app: App, parts: HandlerParts, track: (work: Promise<void>) => Promise<void>): void {
  app.command(/.*/, ({ body, ack, context }) =>
    track(onCommand(parts, body, ack, context[PLAIN_ACK] !== true)),
  );
  app.action(/.*/, ({ body, ack }) => track(onPress(parts, body, () => ack())));
  app.view<ViewSubmitAction>(/.*/, ({ body, ack }) => track(onSubmit(parts, body, ack)));
  app.shortcut({ callback_id: EXPLAIN_CALLBACK, type: 'message_action' }, ({ body, ack }) =>
    track(onShortcut(parts, body, ack)),
  );
  const eventOf = ({ body }: Pick<AnyMiddlewareArgs, 'body'>) => readEvent(body, parts.identity().team);
  app.event('app_mention', async (args) => {
    const event = eventOf(args);
    if (event) await track(onSpoken(parts, event));
  });
  app.event('message', async (args) => {
    const event = eventOf(args);
    if (event?.isDirect) await track(onSpoken(parts, event));
  });
  app.event('app_home_opened', async (args) => {
    const event = eventOf(args);
    if (event && (event.tab ?? 'home') === 'home') await track(onHome(parts, event.origin));
  });
}
