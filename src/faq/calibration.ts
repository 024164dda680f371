import type { Calibration } from './confidence.ts'

/** Written by `npm run faq:calibrate`; not to be edited by hand. */
export const calibration: Calibration = {"rank":[1.1966,0.0346,4.6157,2.021,-0.4159,-0.1906],"confidence":[0.5537,-0.1446,0.9773,-0.2179,-4.0417,0.1945,2.2241,-0.0871,1.0176,-1.1547,-2.3706],"answerFrom":0.713,"offerFrom":0.093}
