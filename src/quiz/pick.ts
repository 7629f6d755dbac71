/** Which questions belong to what somebody wants to be asked about. */
import type { Catalogue, Question } from '../catalogue/catalogue.ts';
import { areas } from '../catalogue/schema.ts';

/** Questions of an area, of an entry and those next to it, or all of them when nothing is named. */
export function questionsAbout(catalogue: Catalogue, topic: string | undefined): readonly Question[] {
  if (topic === undefined) return catalogue.questions;
  const wanted = topic.trim().toLowerCase();
  const area = areas.find((each) => each === wanted);
  if (area) return catalogue.questions.filter((question) => question.area === area);
  const [hit] = catalogue.find(wanted).hits;
  const entry = hit && catalogue.entry(hit.id);
  if (!entry) return [];
  const own = catalogue.questions.filter((question) => question.concept === entry.id);
  const near = catalogue.questions.filter((question) => entry.meta.related.includes(question.concept));
  return own.length > 0 ? [...own, ...near] : near;
}
