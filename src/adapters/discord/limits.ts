/** What Discord allows, each with the page it comes from; `https://docs.discord.com/developers/` stands before every path. */

/** components/reference#anatomy-of-a-component: nested ones count. */
export const MOST_COMPONENTS = 40;
/** The text of a whole message with components v2; the service answers 50035 above it. */
export const MOST_TEXT = 4_000;
/** components/reference#action-row */
export const BUTTONS_IN_ROW = 5;
/** components/reference#button */
export const LONGEST_LABEL = 80;
/** components/reference#button, #string-select: 1 to 100, unique in a message. */
export const LONGEST_ID = 100;
/** components/reference#button */
export const LONGEST_URL = 512;
/** components/reference#string-select: choices, and the characters of their label, value and description. */
export const CHOICES = 25;
export const LONGEST_CHOICE = 100;
export const LONGEST_PLACEHOLDER = 150;
/** resources/message#attachment-object */
export const LONGEST_ALT = 1_024;
/** resources/message#create-message: files of one message. */
export const MOST_FILES = 10;
/** resources/message#create-message-jsonform-params */
export const LONGEST_NONCE = 25;
/** interactions/receiving-and-responding#interaction-response-object-modal */
export const LONGEST_TITLE = 45;
export const MOST_FIELDS = 5;
/** components/reference#label */
export const LONGEST_FIELD_LABEL = 45;
export const LONGEST_FIELD_HINT = 100;
/** components/reference#text-input */
export const LONGEST_FIELD_VALUE = 4_000;
/** interactions/application-commands#application-command-object */
export const MOST_OPTIONS = 25;
export const LONGEST_NAME = 32;
export const LONGEST_DESCRIPTION = 100;
export const LONGEST_COMMAND = 8_000;
/** interactions/application-commands#application-command-object-application-command-option-structure */
export const LONGEST_OPTION_TEXT = 6_000;
