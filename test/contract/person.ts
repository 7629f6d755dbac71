/** What a person can do and see, whatever the platform. Each adapter's tests supply one over its real SDK. */

export type Person = {
  readonly name: string;
  /** Types a line as people do there: `/kafka calc`. Resolves when the answer is on the screen. */
  readonly say: (line: string) => Promise<void>;
  /** Presses the newest visible button with this label. */
  readonly press: (label: string) => Promise<void>;
  /** Presses the same button twice without waiting in between. */
  readonly doublePress: (label: string) => Promise<void>;
  /** Picks a choice from the newest visible select. */
  readonly choose: (choice: string) => Promise<void>;
  /** The open form as label → current value; undefined when none is open. */
  readonly form: () => Readonly<Record<string, string>> | undefined;
  /** Fills fields of the open form by label and submits it. */
  readonly fill: (values: Readonly<Record<string, string>>) => Promise<void>;
  /** All messages this person can see, oldest first, as text with `[Button]` labels. */
  readonly screen: () => string;
  /** The message that arrived or changed last, as text. */
  readonly latest: () => string;
  /** Labels of the buttons on the latest message. */
  readonly buttons: () => readonly string[];
};

/** A running bot on one platform with a shared channel. */
export type Stage = AsyncDisposable & {
  readonly join: (name: string) => Promise<Person>;
  /** Stops the bot and starts another one on the same store, as a deployment does. */
  readonly restart: () => Promise<void>;
};

export type OpenStage = () => Promise<Stage>;
