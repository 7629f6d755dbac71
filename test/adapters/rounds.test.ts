import { rounds } from '../contract/rounds.ts';
import { openDiscord } from './discord/stage.ts';
import { openSlack } from './slack/stage.ts';
import { openWebStage } from './web/stage.ts';

rounds({ name: 'web', open: openWebStage });
rounds({ name: 'Slack over HTTP', open: () => openSlack('http') });
rounds({ name: 'Discord', open: () => openDiscord() });
