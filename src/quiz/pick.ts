/** Which questions belong to what somebody wants to be asked about. */
import type { Catalogue, Entry, Question } from '../catalogue/catalogue.ts';
import { areas } from '../catalogue/schema.ts';

/** Questions of an area, of an entry and those next to it, or all of them when nothing is named. */
export function questionsAbout(catalogue: Catalogue, topic: string | undefined): readonly Question[] {
  if (topic === undefined) return catalogue.questions;
  const wanted = topic.trim().toLowerCase();
  const area = areas.find((each) => each === wanted);
  if (area) return catalogue.questions.filter((question) => question.area === area);
  const entry = entryNamed(catalogue, wanted);
  if (!entry) return [];
  const own = catalogue.questions.filter((question) => question.concept === entry.id);
  const near = catalogue.questions.filter((question) => entry.meta.related.includes(question.concept));
  return own.length > 0 ? [...own, ...near] : near;
}

/** The entry of that id, or the one that a search finds first; an area is no entry. */
export function entryNamed(catalogue: Catalogue, topic: string): Entry | undefined {
  const wanted = topic.trim().toLowerCase();
  if (areas.some((area) => area === wanted)) return undefined;
  return catalogue.entry(wanted) ?? catalogue.entry(catalogue.find(wanted).hits[0]?.id ?? '');
}
