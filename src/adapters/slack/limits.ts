/** What Slack accepts, each number with the page that states it. All lengths are in characters. */

/** https://docs.slack.dev/reference/block-kit/blocks */
export const BLOCKS_IN_MESSAGE = 50;
export const BLOCKS_IN_VIEW = 100;
/**
 * Undocumented: messages fail with `msg_blocks_too_long` from about 13,200 characters of JSON on.
 * https://github.com/slackapi/bolt-js/issues/2509
 */
export const MESSAGE_JSON = 12_000;

/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
export const HEADER = 150;
/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const SECTION_TEXT = 3_000;
export const SECTION_FIELDS = 10;
export const SECTION_FIELD = 2_000;
/** https://docs.slack.dev/reference/block-kit/blocks/context-block; the text object's own limit is 3,000. */
export const CONTEXT_TEXT = 3_000;
/** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const ACTIONS = 25;
/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const BUTTON_TEXT = 75;
export const BUTTON_URL = 3_000;
export const ACTION_ID = 255;
/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
export const SELECT_OPTIONS = 100;
export const PLACEHOLDER = 150;
/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const OPTION_TEXT = 75;
export const OPTION_VALUE = 150;
/** https://docs.slack.dev/reference/block-kit/blocks/image-block */
export const IMAGE_ALT = 2_000;
/** https://docs.slack.dev/reference/block-kit/blocks/table-block; one in a message. */
export const TABLES = 1;
export const TABLE_ROWS = 100;
export const TABLE_COLUMNS = 20;
/** Half a message, because the cells' JSON counts towards the whole of it. */
export const TABLE_JSON = 6_000;

/** https://docs.slack.dev/reference/views/modal-views */
export const VIEW_TITLE = 24;
export const PRIVATE_METADATA = 3_000;
/** https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const INPUT_LABEL = 2_000;
export const INPUT_HINT = 2_000;
/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const INPUT_VALUE = 3_000;

/** https://docs.slack.dev/reference/app-manifest */
export const APP_LONG_DESCRIPTION = 4_000;
export const COMMAND_HINT = 1_000;
