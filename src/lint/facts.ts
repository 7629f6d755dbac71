// What the linter asks of the reference; src/reference/load.ts answers it, so that this layer opens no file itself.
import type { Component, Setting } from '../reference/facts.ts';

export interface Facts {
  /** Every known release, oldest first. */
  readonly releases: () => readonly string[];
  /** All settings of a component in a release, internal ones included. */
  readonly settingsAt: (component: Component, version: string) => ReadonlyMap<string, Setting>;
  /** The last release that had a setting, and what it said; null for a name never seen. */
  readonly lastKnownSetting: (component: Component, name: string) => Setting | null;
}
