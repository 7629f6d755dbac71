/** The finder's numbers, tuned on two thirds of the questions in `test/eval`. */
import type { Kind } from '../catalogue/schema.ts';
import type { Shape } from './question.ts';

export type Weights = typeof WEIGHTS;

export const WEIGHTS = {
  /** What a word is worth by the part of the entry it stands in. */
  fields: { title: 3.4, names: 2.6, symptoms: 3, asked: 1, gist: 1.2, settings: 1.25, body: 0.5 },
  /** What a name or symptom said in the question is worth beside its words. */
  phrase: 140,
  phrases: { sharpness: { name: 1.95, asked: 4.5 }, asked: 0.9 },
  /** How the index counts words: saturation, length of a field, and what a word is worth at least. */
  index: { k: 1.55, b: 0.7, d: 0.5 },
  /** How much more a rare word counts than an everyday one. */
  rarityPower: 0.25,
  /** Below 1, a name said in part or in passing is not far behind. */
  phrasePower: 1,
  /** Added to the share of the question that an entry contains: the less, the more that share decides. */
  coverageFloor: 0.4,
  /** For entries of an area the question names, and for those of a special area it does not name. */
  ownArea: 1.4,
  otherArea: 0.75,
  /** The share of a question that must be found in an entry before it is offered, by what the question is about. */
  offerCoverage: { kafka: 0.22, field: 0.3, near: 0.65, open: 0.85, other: 0.97, writer: 1.01 },
  /** What a name of several words counts for, whatever else is asked. */
  namedCoverage: 0.66,
  /** And before it is shown without asking. */
  showCoverage: 0.6,
  /** The first must lead the second by this factor to be shown without asking. */
  clearLead: 1.15,
};

/** What a kind of entry is worth for a shape of question. */
export const PRIORS: Readonly<Record<Shape, Partial<Record<Kind, number>>>> = {
  name: { concept: 1, about: 0.8, case: 0.8, comparison: 0.8, setting: 0.9 },
  plain: {
    concept: 1.25,
    symptom: 0.9,
    howto: 0.95,
    pattern: 0.87,
    case: 0.7,
    about: 0.7,
    comparison: 0.86,
    setting: 0.85,
    metric: 0.75,
  },
  'how-to': {
    howto: 1.1,
    practice: 1.35,
    concept: 1.05,
    case: 0.6,
    about: 0.6,
    metric: 0.9,
    comparison: 0.75,
  },
  trouble: {
    symptom: 1.4,
    concept: 1.12,
    error: 1.1,
    practice: 0.9,
    case: 0.6,
    pattern: 0.85,
    comparison: 0.57,
  },
  compare: { comparison: 1.25, case: 0.5 },
};
