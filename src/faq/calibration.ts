import type { Calibration } from './confidence.ts'

/** Written by `npm run faq:calibrate`; not to be edited by hand. */
export const calibration: Calibration = {"rank":[1.2231,0.0019,4.6369,1.9417,-0.4113,-0.2058],"confidence":[0.6435,-0.1611,1.2718,-0.2398,-4.0915,0.1766,2.2004,-0.0834,1.0333,-1.0628,-2.3313],"answerFrom":0.745,"offerFrom":0.092}
