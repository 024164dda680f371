import type { Calibration } from './confidence.ts'

/** Written by `npm run faq:calibrate`; not to be edited by hand. */
export const calibration: Calibration = {"rank":[1.2226,0.0066,4.624,1.9316,-0.4138,-0.1937],"confidence":[0.649,-0.1652,1.2713,-0.2427,-4.0358,0.1767,2.1968,-0.0884,1.0272,-1.0286,-2.3012],"answerFrom":0.69,"offerFrom":0.092}
