/** All questions somebody may be asked: the library's own, and those of their workspace's packs. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { questionsAbout } from '../quiz/pick.ts';
import type { FindQuestion, QuizQuestion } from '../quiz/question.ts';
import type { Ledger } from '../store/ledger.ts';
import { findPackQuestion, isPackQuestion, packNamed, packQuestions, readPacks } from './pack.ts';

export type Wanted = {
  /** An area, an entry, or the name of a pack. */
  readonly topic?: string | undefined;
  readonly level?: string | undefined;
};

export type Bank = {
  /** Without those that were taken out of use. */
  readonly about: (workspace: string, wanted: Wanted) => Promise<readonly QuizQuestion[]>;
  /** Looks the questions up, so that pages can be made without waiting; also those out of use, since a quiz may hold them. */
  readonly find: (ids: readonly string[]) => Promise<FindQuestion>;
};

/** Record of the questions that are out of use everywhere; fields are their ids. */
export const RETIRED = 'retired';
/** The same for one workspace, by its moderators. */
export const retiredIn = (workspace: string) => `retired:${workspace}`;

export function createBank(catalogue: Catalogue, ledger: Ledger): Bank {
  return {
    async about(workspace, { topic, level }) {
      const packs = await readPacks(ledger, workspace);
      const named = topic === undefined ? undefined : packNamed(packs, topic);
      const [everywhere, here] = await Promise.all([ledger.read(RETIRED), ledger.read(retiredIn(workspace))]);
      const found: readonly QuizQuestion[] = named
        ? packQuestions(workspace, named)
        : [
            ...questionsAbout(catalogue, topic),
            ...(topic === undefined ? packs.flatMap((pack) => packQuestions(workspace, pack)) : []),
          ];
      const inUse = found.filter(({ id }) => !everywhere.has(id) && !here.has(id));
      return level === undefined ? inUse : inUse.filter((question) => question.level === level);
    },
    async find(ids) {
      const foreign = ids.filter(isPackQuestion);
      const found = await Promise.all(foreign.map((id) => findPackQuestion(ledger, id)));
      const known = new Map(found.flatMap((question) => (question ? [[question.id, question]] : [])));
      return (id) => known.get(id) ?? catalogue.question(id);
    },
  };
}
