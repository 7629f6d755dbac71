/** A reply as a value: what should be understood, not how a platform shows it. */
import type { Picture } from '../pictures/spec.ts';

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly url: string }
  /** A link to another entry of the library; `text` is what the reader sees. */
  | { readonly type: 'entry'; readonly text: string; readonly id: string }
  /** Shows somebody's name without pinging them; `user` is an id made by the adapter that meets it. */
  | { readonly type: 'mention'; readonly user: string; readonly name: string }
  /** An instant in epoch milliseconds, shown in each reader's own time zone where the platform can. */
  | { readonly type: 'time'; readonly at: number; readonly style: 'relative' | 'clock' | 'date' };

/** A press that has not happened yet: which action, with which small arguments. Carries keys, never secrets. */
export type Action = { readonly id: string; readonly args: Readonly<Record<string, string>> };

/** `Press` is an `Action` in commands and a sealed string (at most 100 characters) in renderers. */
export type Control<Press = Action> =
  | {
      readonly type: 'button';
      readonly label: string;
      readonly press: Press;
      readonly tone?: 'primary' | 'danger' | 'right' | 'wrong';
      readonly disabled?: boolean;
    }
  | { readonly type: 'link'; readonly label: string; readonly url: string }
  | {
      readonly type: 'select';
      readonly label: string;
      readonly press: Press;
      readonly choices: readonly {
        readonly label: string;
        readonly value: string;
        readonly description?: string;
      }[];
    };

export type Tone = 'info' | 'good' | 'warning' | 'bad';

export type Block<Press = Action> =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'paragraph'; readonly body: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly type: 'code'; readonly text: string; readonly language?: string }
  | {
      readonly type: 'fields';
      readonly fields: readonly { readonly label: string; readonly value: readonly Inline[] }[];
    }
  | {
      readonly type: 'table';
      readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | {
      readonly type: 'callout';
      readonly tone: Tone;
      readonly title?: string;
      readonly body: readonly Inline[];
    }
  | { readonly type: 'note'; readonly body: readonly Inline[] }
  /** `name` is a file name without ending; the text equivalent is `picture.alt`. */
  | { readonly type: 'image'; readonly name: string; readonly picture: Picture }
  | { readonly type: 'divider' }
  | { readonly type: 'actions'; readonly controls: readonly Control<Press>[] };

export type Visibility = 'private' | 'public';

/**
 * Where a reply to a press goes. `turn` replaces the pressed message when it is the presser's own private one and
 * is a new private message otherwise; `update` replaces the pressed message whoever sees it.
 */
export type Placement = 'new' | 'turn' | 'update';

/** One entry behind a lookup; the shown one comes first. `score` is comparable within one reply only. */
export type Result = {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly score: number;
};

export type Reply<Press = Action> = {
  readonly type: 'reply';
  /** False when the request was refused or failed; `fault` tells the second from the first. */
  readonly ok: boolean;
  readonly fault?: boolean;
  /** One plain sentence: notification text, screen reader, the fallback when anything fails. */
  readonly summary: string;
  readonly title: string;
  readonly body: readonly Block<Press>[];
  readonly visibility?: Visibility;
  readonly placement?: Placement;
  readonly results?: readonly Result[];
  /** The numbers behind the reply, for `--json`. Must be serialisable. */
  readonly data?: unknown;
  /** The line that makes this reply again; with it, a private reply in a channel gets a Share button. */
  readonly share?: string;
  /** Files to hand over with the reply, such as an export. */
  readonly files?: readonly { readonly name: string; readonly text: string }[];
};

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'lines' | 'choice';
  readonly value: string;
  readonly required: boolean;
  readonly hint?: string;
  readonly choices?: readonly { readonly label: string; readonly value: string }[];
};

/** A form to fill in. At most five fields, because Discord's modals hold no more. */
export type Form<Press = Action> = {
  readonly type: 'form';
  readonly title: string;
  readonly submit: string;
  readonly press: Press;
  readonly fields: readonly Field[];
};

/** Takes away the message that was pressed. */
export type Removal = { readonly type: 'removal' };

export type Outcome<Press = Action> = Reply<Press> | Form<Press> | Removal;
