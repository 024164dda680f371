import type { Calibration } from './confidence.ts'

/** Written by `npm run faq:calibrate`; not to be edited by hand. */
export const calibration: Calibration = {"rank":[1.2583,0.1324,4.4827,2.0038,-0.4389,-0.1587],"confidence":[0.4402,-0.158,0.6116,-0.1948,-4.2993,0.272,2.289,-0.1055,1.0917,-1.3801,-2.9381],"answerFrom":0.698,"offerFrom":0.077}
