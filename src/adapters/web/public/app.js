/** Starts the channel's page: everything works as plain forms too, and this makes it live. */
import { startComposer } from './composer.js';
import { startDialogs } from './dialog.js';
import { dressUp, reveal, startLog } from './log.js';
import { startPresses } from './press.js';
import { startStream } from './stream.js';

document.documentElement.classList.add('js');
dressUp(document.body);
startLog();
startDialogs();
startPresses();
startComposer();
startStream();

// The address may name a message; otherwise the newest is what somebody comes back for.
const named = /^#m(\d+)$/.exec(location.hash)?.[1];
reveal(named === undefined ? undefined : Number(named));
