import type { Calibration } from './confidence.ts'

/** Written by `npm run faq:calibrate`; not to be edited by hand. */
// biome-ignore format: generated
export const calibration: Calibration = {"rank":[1.2739,0.0987,4.4808,1.9701,-0.4306,-0.1824],"confidence":[0.3582,-0.1107,0.6503,-0.2358,-4.8269,0.2652,2.2418,-0.1227,1.2713,-1.8864,-3.5719],"answerFrom":0.705,"offerFrom":0.241}
