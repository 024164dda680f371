import type { Calibration } from './confidence.ts'

/** Written by `npm run faq:calibrate`; not to be edited by hand. */
export const calibration: Calibration = {"rank":[1.2235,0.0021,4.6317,1.941,-0.4107,-0.2043],"confidence":[0.6497,-0.1612,1.2815,-0.2428,-4.0696,0.176,2.1948,-0.082,1.0232,-1.0261,-2.2949],"answerFrom":0.744,"offerFrom":0.093}
