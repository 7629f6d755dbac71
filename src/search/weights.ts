/** The finder's numbers, tuned on two thirds of the questions in `test/eval`. */
import type { Kind } from '../catalogue/schema.ts';
import type { Shape } from './question.ts';

export type Weights = typeof WEIGHTS;

export const WEIGHTS = {
  /** What a word is worth by the part of the entry it stands in. */
  fields: { title: 3.9, names: 3.7, symptoms: 4.6, gist: 2.6, settings: 1.5, body: 1.2 },
  /** What a name or symptom said in the question is worth beside its words. */
  phrase: 39,
  /** Above 1, long names said whole win over short ones. */
  phrasePower: 1.17,
  /** Added to the share of the question that an entry contains: the less, the more that share decides. */
  coverageFloor: 0.42,
  /** For entries of an area the question names, and for those of a special area it does not name. */
  ownArea: 1.5,
  otherArea: 0.5,
  /** The share of a question that must be found in an entry before it is offered, by what the question is about. */
  offerCoverage: { kafka: 0.22, field: 0.3, near: 0.55, open: 0.75, other: 0.92 },
  /** And before it is shown without asking. */
  showCoverage: 0.6,
  /** The first must lead the second by this factor to be shown without asking. */
  clearLead: 1.12,
};

/** What a kind of entry is worth for a shape of question. */
export const PRIORS: Readonly<Record<Shape, Partial<Record<Kind, number>>>> = {
  name: { concept: 1.1, practice: 1.1, about: 0.8, case: 0.8, comparison: 0.8 },
  plain: { concept: 1.05, symptom: 0.8, case: 0.7, about: 0.7, comparison: 0.8, setting: 0.8, metric: 0.75 },
  'how-to': {
    howto: 1.3,
    practice: 1.05,
    pattern: 1.05,
    case: 0.6,
    about: 0.6,
    metric: 0.9,
    comparison: 0.65,
  },
  trouble: {
    symptom: 1.3,
    error: 1.15,
    practice: 0.9,
    howto: 0.95,
    case: 0.6,
    pattern: 0.85,
    comparison: 0.65,
  },
  compare: { comparison: 1.25, case: 0.5 },
};
